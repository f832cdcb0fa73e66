package io.mailtap.net;

import io.mailtap.bytes.ByteSlice;
import org.jspecify.annotations.Nullable;

/// An IPv4 or IPv6 address.
///
/// IPv4 addresses are held as IPv4-mapped IPv6 addresses (RFC 4291, 2.5.5.2), and print as dotted
/// quads.
///
/// @param high the first 64 bits
/// @param low the last 64 bits
public record IpAddress(long high, long low) implements Comparable<IpAddress> {
    /// The most characters that the text of an address has.
    public static final int LONGEST_TEXT = 39;

    private static final long MAPPED = 0x0000_ffff_0000_0000L;

    /// {@return an IPv4 address}
    ///
    /// @param bits the 32 bits, most significant first
    public static IpAddress v4(int bits) {
        return new IpAddress(0, MAPPED | bits & 0xffff_ffffL);
    }

    /// {@return the low word of the IPv4-mapped form of an IPv4 address}
    ///
    /// @param bits the 32 bits, most significant first
    public static long mapped(int bits) {
        return MAPPED | bits & 0xffff_ffffL;
    }

    /// {@return whether the two words are an IPv4 address}
    ///
    /// @param high the first 64 bits
    /// @param low the last 64 bits
    public static boolean isV4(long high, long low) {
        return high == 0 && (low & 0xffff_ffff_0000_0000L) == MAPPED;
    }

    /// {@return whether this is an IPv4 address}
    public boolean isV4() {
        return isV4(high, low);
    }

    /// {@return the address that `text` spells, or null if it spells none}
    ///
    /// @param text a dotted quad or an IPv6 address without brackets or zone
    public static @Nullable IpAddress parse(String text) {
        return IpAddressText.parse(text);
    }

    /// {@return the address that octets spell in ASCII, or null if they spell none}
    ///
    /// @param text as for [#parse(String)]
    public static @Nullable IpAddress parse(ByteSlice text) {
        return IpAddressText.parse(text);
    }

    /// Writes the text of this address into an array.
    ///
    /// @param target takes a character an octet; has room for [#LONGEST_TEXT]
    /// @param at where the first goes
    /// @return the index after the last
    public int writeText(byte[] target, int at) {
        return IpAddressText.write(this, target, at);
    }

    @Override
    public int compareTo(IpAddress other) {
        int order = Long.compareUnsigned(high, other.high);
        return order != 0 ? order : Long.compareUnsigned(low, other.low);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpAddress same && high == same.high && low == same.low;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(high) + Long.hashCode(low);
    }

    /// {@return the canonical text of RFC 5952: lower case, the longest run of zeros as `::`}
    @Override
    public String toString() {
        return IpAddressText.format(this);
    }
}
