package io.mailtap.log;

import io.mailtap.net.IpAddress;

/// The addresses that Zeek takes for local unless told otherwise (`Site::private_address_space`).
final class LocalAddresses {
    private LocalAddresses() {}

    static boolean contains(IpAddress address) {
        return address.isV4() ? isLocalV4((int) address.low()) : isLocalV6(address);
    }

    private static boolean isLocalV4(int bits) {
        int first = bits >>> 24;
        int second = bits >>> 16 & 0xff;
        int third = bits >>> 8 & 0xff;
        return switch (first) {
            case 0, 10, 127 -> true;
            case 100 -> second >= 64 && second < 128;
            case 169 -> second == 254;
            case 172 -> second >= 16 && second < 32;
            case 192 -> second == 168 || second == 0 && (third == 0 || third == 2);
            case 198 -> second == 18 || second == 19 || second == 51 && third == 100;
            case 203 -> second == 0 && third == 113;
            case 224 -> second == 0 && third == 0;
            default -> first >= 239;
        };
    }

    private static boolean isLocalV6(IpAddress address) {
        long high = address.high();
        boolean zero = high == 0 && (address.low() == 0 || address.low() == 1);
        boolean unique = high >>> 57 == 0xfc >>> 1;
        boolean link = high >>> 54 == 0xfe80 >>> 6;
        boolean documentation = high >>> 32 == 0x2001_0db8L;
        boolean discard = high == 0x0100_0000_0000_0000L;
        boolean assigned = high >>> 41 == 0x2001_0000L << 32 >>> 41; // 2001::/23, Teredo among them
        boolean benchmark = high >>> 16 == 0x2001_0002_0000L;
        return zero || unique || link || documentation || discard || assigned || benchmark;
    }
}
