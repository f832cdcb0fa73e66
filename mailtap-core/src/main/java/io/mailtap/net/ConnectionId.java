package io.mailtap.net;

/// What tells one connection from another: Zeek's `conn_id`.
///
/// @param origH address of the originator
/// @param origP its port, 0 to 65535
/// @param respH address of the responder
/// @param respP its port, 0 to 65535
/// @param proto the transport
/// @param ipProtocol number of the IP protocol, 0 to 255; 6 for TCP
public record ConnectionId(
        IpAddress origH,
        int origP,
        IpAddress respH,
        int respP,
        TransportProtocol proto,
        int ipProtocol) {
    /// {@return `orig:port > resp:port`, IPv6 addresses in brackets}
    @Override
    public String toString() {
        return endpoint(origH, origP) + " > " + endpoint(respH, respP);
    }

    private static String endpoint(IpAddress address, int port) {
        return address.isV4() ? address + ":" + port : "[" + address + "]:" + port;
    }
}
