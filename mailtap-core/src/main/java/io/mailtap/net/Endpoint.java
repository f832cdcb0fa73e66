package io.mailtap.net;

/// One side of a connection as it stands now: Zeek's `endpoint`.
///
/// A live view: values move on as packets arrive. [#packets] and [#ipOctets] do not yet count the
/// packet being processed, the others do.
public interface Endpoint {
    /// {@return payload octets by sequence numbers, so that lost ones are included}
    long size();

    /// {@return how far this side has come}
    EndpointState state();

    /// {@return packets sent by this side}
    long packets();

    /// {@return octets at IP level, headers included, sent by this side}
    long ipOctets();

    /// {@return the IPv6 flow label last seen, 0 for IPv4}
    int flowLabel();

    /// {@return the link-layer address in this side's first packet as `aa:bb:cc:dd:ee:ff`, empty if
    /// unknown}
    String linkAddress();
}
