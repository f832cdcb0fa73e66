package io.mailtap.capture;

/// The LINKTYPE values that are understood, as registered at tcpdump.org.
public final class LinkType {
    /// BSD loopback, address family in the byte order of the capturing host.
    public static final int NULL = 0;

    /// Ethernet.
    public static final int ETHERNET = 1;

    /// PPP, with or without address and control octets.
    public static final int PPP = 9;

    /// Raw IP as some BSDs number it.
    public static final int RAW_BSD = 12;

    /// Raw IP as OpenBSD numbers it.
    public static final int RAW_OPENBSD = 14;

    /// PPP in HDLC-like framing.
    public static final int PPP_HDLC = 50;

    /// Raw IP, version in the first nibble.
    public static final int RAW = 101;

    /// OpenBSD loopback, address family in network order.
    public static final int LOOP = 108;

    /// Linux cooked capture.
    public static final int LINUX_SLL = 113;

    /// Raw IPv4.
    public static final int IPV4 = 228;

    /// Raw IPv6.
    public static final int IPV6 = 229;

    /// Linux cooked capture version 2.
    public static final int LINUX_SLL2 = 276;

    private LinkType() {}
}
