package io.mailtap.loads;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/// Octets of a binary format, written from left to right, numbers in network order.
final class Octets {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Octets u8(int value) {
        out.write(value);
        return this;
    }

    Octets u16(int value) {
        return u8(value >> 8).u8(value);
    }

    Octets u24(int value) {
        return u8(value >> 16).u16(value);
    }

    Octets u32(int value) {
        return u16(value >> 16).u16(value);
    }

    /// Adds octets that are written as hexadecimal digits.
    Octets hex(String digits) {
        return octets(HexFormat.of().parseHex(digits));
    }

    Octets ascii(String text) {
        return octets(Text.ascii(text));
    }

    Octets octets(byte[] octets) {
        out.writeBytes(octets);
        return this;
    }

    Octets all(Octets octets) {
        return octets(octets.toArray());
    }

    /// Adds octets with their length in one octet before them.
    Octets sized8(Octets octets) {
        return u8(octets.out.size()).all(octets);
    }

    Octets sized16(Octets octets) {
        return u16(octets.out.size()).all(octets);
    }

    Octets sized24(Octets octets) {
        return u24(octets.out.size()).all(octets);
    }

    int length() {
        return out.size();
    }

    byte[] toArray() {
        return out.toByteArray();
    }
}
