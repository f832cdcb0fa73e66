package io.mailtap.analyzer.tls;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.event.SignatureAndHashAlgorithm;
import java.util.ArrayList;
import java.util.List;

/// Reads numbers and vectors of TLS's presentation language, one after the other (RFC 8446, section
/// 3).
///
/// What is not there makes the cursor broken, which it stays: numbers then read as 0, vectors as
/// empty. So a message is read to its end without a check at every step, and asked once.
final class Cursor {
    private final ByteSlice octets;
    private int at;
    private boolean broken;

    /// @param octets borrowed, and so is all that is read
    Cursor(ByteSlice octets) {
        this.octets = octets;
    }

    boolean isBroken() {
        return broken;
    }

    boolean hasMore() {
        return !broken && at < octets.length();
    }

    /// Makes it broken: what was read makes no sense.
    void fail() {
        broken = true;
    }

    int left() {
        return broken ? 0 : octets.length() - at;
    }

    /// Whether `count` octets are there; if so they are read.
    private boolean take(int count) {
        if (count > left()) {
            broken = true;
            return false;
        }
        at += count;
        return true;
    }

    int u8() {
        return take(1) ? octets.u8(at - 1) : 0;
    }

    int u16() {
        return take(2) ? octets.u16(at - 2) : 0;
    }

    int u24() {
        return take(3) ? octets.u8(at - 3) << 16 | octets.u16(at - 2) : 0;
    }

    long u32() {
        return take(4) ? octets.u32(at - 4) : 0;
    }

    long i64() {
        return take(8) ? octets.i64(at - 8) : 0;
    }

    ByteSlice octets(int count) {
        return take(count) ? octets.slice(at - count, at) : new ByteSlice();
    }

    Bytes bytes(int count) {
        return octets(count).toBytes();
    }

    ByteSlice rest() {
        return octets(left());
    }

    /// A vector whose length is a number of so many octets, to be read by itself.
    Cursor vector(int lengthOctets) {
        int length =
                switch (lengthOctets) {
                    case 1 -> u8();
                    case 2 -> u16();
                    default -> u24();
                };
        Cursor inner = new Cursor(octets(length));
        inner.broken = broken;
        return inner;
    }

    /// The octets of such a vector.
    Bytes vectorBytes(int lengthOctets) {
        return vector(lengthOctets).rest().toBytes();
    }

    /// All numbers of one octet that are left.
    List<Integer> u8s() {
        List<Integer> all = new ArrayList<>(left());
        while (hasMore()) {
            all.add(u8());
        }
        return List.copyOf(all);
    }

    /// All numbers of two octets that are left.
    List<Integer> u16s() {
        List<Integer> all = new ArrayList<>(left() / 2);
        while (left() >= 2) {
            all.add(u16());
        }
        return List.copyOf(all);
    }

    /// All numbers of three octets that are left.
    List<Integer> u24s() {
        List<Integer> all = new ArrayList<>(left() / 3);
        while (left() >= 3) {
            all.add(u24());
        }
        return List.copyOf(all);
    }

    /// All pairs of a hash and a signature that are left.
    List<SignatureAndHashAlgorithm> signatureAlgorithms() {
        List<SignatureAndHashAlgorithm> all = new ArrayList<>(left() / 2);
        while (left() >= 2) {
            all.add(signatureAlgorithm());
        }
        return List.copyOf(all);
    }

    SignatureAndHashAlgorithm signatureAlgorithm() {
        int hash = u8();
        return new SignatureAndHashAlgorithm(hash, u8());
    }

    /// All vectors that are left, each with a length of so many octets.
    List<Bytes> vectors(int lengthOctets) {
        List<Bytes> all = new ArrayList<>();
        while (hasMore()) {
            Bytes each = vectorBytes(lengthOctets);
            if (!broken) {
                all.add(each);
            }
        }
        return List.copyOf(all);
    }
}
