package io.mailtap.decode;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.net.IpAddress;
import org.jspecify.annotations.Nullable;

/// Reads IPv4 and IPv6 headers and puts fragments together.
///
/// What it leaves unread is the payload, without the padding that a link may have added.
final class IpDecoder {
    private static final int V4_HEADER = 20;
    private static final int V6_HEADER = 40;
    private static final int FRAGMENT_HEADER = 8;

    private static final int HOP_BY_HOP = 0;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int AUTHENTICATION = 51;
    private static final int DESTINATION = 60;

    /// Type and length of the jumbo payload option.
    private static final int JUMBO_PAYLOAD_OPTION = 0xc204;

    private final DecodeContext context;
    private final FragmentTable fragments;
    private final Fragment fragment = new Fragment();

    // How far the walk over extension headers came: index after the last one, and what follows
    // there.
    private int walked;
    private int next;

    IpDecoder(DecodeContext context) {
        this.context = context;
        this.fragments = new FragmentTable(context);
    }

    Layer decode() {
        Unread rest = context.rest;
        if (!rest.has(V4_HEADER)) {
            return context.netWeird("truncated_IP");
        }
        return switch (rest.octets.u8(0) >>> 4) {
            case 4 -> v4();
            case 6 -> rest.has(V6_HEADER) ? v6() : context.netWeird("truncated_IP");
            default -> context.netWeird("unknown_ip_version");
        };
    }

    private Layer v4() {
        Unread rest = context.rest;
        ByteSlice octets = rest.octets;
        int headerLength = (octets.u8(0) & 0x0f) * 4;
        int total = octets.u16(2);
        if (total == 0) {
            // Written by hosts that leave segmentation to the network card, and summing up the
            // header with it.
            context.netWeird("ip_hdr_len_zero");
            if (context.options.verifyChecksums()) {
                return Layer.NONE;
            }
            total = rest.captured();
        }
        if (!sane(headerLength, total)) {
            return Layer.NONE;
        }
        if (headerLength < V4_HEADER) {
            return context.netWeird("IPv4_min_header_size");
        }
        readV4Header(octets, total);
        if (context.options.verifyChecksums() && !Checksum.holds(octets, headerLength)) {
            return context.flowWeird("bad_IP_checksum");
        }
        boolean isFragment = readV4Place(octets, headerLength);
        rest.limit(total);
        rest.skip(headerLength);
        return isFragment ? v4Fragment() : Layer.TRANSPORT;
    }

    private void readV4Header(ByteSlice octets, int total) {
        Packet packet = context.packet;
        packet.srcHigh = 0;
        packet.srcLow = IpAddress.mapped(octets.i32(12));
        packet.dstHigh = 0;
        packet.dstLow = IpAddress.mapped(octets.i32(16));
        packet.flowLabel = 0;
        packet.ipLength = total;
        packet.protocol = octets.u8(9);
    }

    /// Reads identification, flags and fragment offset.
    ///
    /// @return whether it is a fragment, which is then in [#fragment]
    private boolean readV4Place(ByteSlice octets, int headerLength) {
        int place = octets.u16(6);
        if ((place & 0x3fff) == 0) {
            return false;
        }
        fragment.identification = octets.u16(4);
        fragment.offset = (place & 0x1fff) * 8;
        fragment.more = (place & 0x2000) != 0;
        fragment.dontFragment = (place & 0x4000) != 0;
        fragment.headerLength = headerLength;
        fragment.protocol = context.packet.protocol;
        return true;
    }

    private Layer v4Fragment() {
        if (context.rest.captured() < context.rest.wireLength()) {
            return incomplete();
        }
        Datagram whole = reassembled();
        if (whole != null) {
            context.packet.protocol = whole.protocol();
            return Layer.TRANSPORT;
        }
        return Layer.NONE;
    }

    private Layer v6() {
        Unread rest = context.rest;
        ByteSlice octets = rest.octets;
        Packet packet = context.packet;
        packet.srcHigh = octets.i64(8);
        packet.srcLow = octets.i64(16);
        packet.dstHigh = octets.i64(24);
        packet.dstLow = octets.i64(32);
        packet.flowLabel = octets.i32(0) & 0xfffff;
        int length = octets.u16(4);
        next = octets.u8(6);
        int total = length == 0 && isJumbo(octets) ? rest.captured() : V6_HEADER + length;
        walked = V6_HEADER;
        boolean isFragment = walk(true);
        if (!sane(walked, total)) {
            return Layer.NONE;
        }
        packet.ipLength = total;
        rest.limit(total);
        rest.skip(walked);
        if (isFragment) {
            return v6Fragment();
        }
        packet.protocol = next;
        return Layer.TRANSPORT;
    }

    /// {@return whether a payload length of 0 stands for one that is too long for the field}
    ///
    /// That is so if a jumbo payload option tells it (RFC 2675), but hosts that hand over many
    /// segments at once leave the option out; and TCP and UDP have no packets without payload.
    private boolean isJumbo(ByteSlice octets) {
        return switch (next) {
            case TCP, UDP -> true;
            case HOP_BY_HOP ->
                    octets.length() >= V6_HEADER + 8
                            && octets.u16(V6_HEADER + 2) == JUMBO_PAYLOAD_OPTION;
            default -> false;
        };
    }

    private Layer v6Fragment() {
        context.packet.protocol = next;
        if (context.rest.captured() < context.rest.wireLength()) {
            return incomplete();
        }
        fragment.headerLength = walked - FRAGMENT_HEADER;
        fragment.protocol = next;
        Datagram whole = reassembled();
        if (whole == null) {
            return Layer.NONE;
        }
        next = whole.protocol();
        walked = 0;
        walk(false);
        context.rest.skip(walked);
        context.packet.protocol = next;
        return Layer.TRANSPORT;
    }

    /// Leaves a datagram unread if the fragment just read completes one.
    private @Nullable Datagram reassembled() {
        Datagram whole = fragments.add(fragment, context.rest.octets);
        if (whole != null) {
            context.rest.start(whole.octets(), whole.size());
            context.packet.ipLength = whole.headerLength() + whole.size();
        }
        return whole;
    }

    /// Reads a fragment as a packet if it is the first: it has the transport header.
    private Layer incomplete() {
        context.flowWeird("incompletely_captured_fragment");
        return fragment.offset == 0 ? Layer.TRANSPORT : Layer.NONE;
    }

    private boolean sane(int headerLength, int total) {
        Unread rest = context.rest;
        if (rest.wireLength() < total) {
            context.netWeird("truncated_IP_len");
            return false;
        }
        if (headerLength > total) {
            context.netWeird("invalid_IP_header_size");
            return false;
        }
        if (!rest.has(headerLength)) {
            context.netWeird("internally_truncated_header");
            return false;
        }
        return true;
    }

    /// Walks over the extension headers at [#walked], the first of which is a [#next], as far as
    /// they were captured.
    ///
    /// @param overFragment whether a fragment header is passed; it ends the walk in any case
    /// @return whether one was, and is now in [#fragment]
    private boolean walk(boolean overFragment) {
        ByteSlice octets = context.rest.octets;
        boolean routed = false;
        while (isExtension(next) && octets.length() - walked >= 2) {
            if (next == FRAGMENT && !overFragment) {
                return false;
            }
            int length = extensionLength(octets);
            if (length > octets.length() - walked) {
                return false;
            }
            if (next == ROUTING) {
                routed = route(octets, length, routed);
            }
            boolean isFragment = next == FRAGMENT;
            if (isFragment) {
                readFragmentHeader(octets);
            }
            next = octets.u8(walked);
            walked += length;
            if (isFragment) {
                return true;
            }
        }
        return false;
    }

    private static boolean isExtension(int header) {
        return header == HOP_BY_HOP
                || header == ROUTING
                || header == FRAGMENT
                || header == AUTHENTICATION
                || header == DESTINATION;
    }

    private int extensionLength(ByteSlice octets) {
        return switch (next) {
            case FRAGMENT -> FRAGMENT_HEADER;
            case AUTHENTICATION -> (octets.u8(walked + 1) + 2) * 4;
            default -> (octets.u8(walked + 1) + 1) * 8;
        };
    }

    private void readFragmentHeader(ByteSlice octets) {
        int place = octets.u16(walked + 2);
        fragment.offset = place & 0xfff8;
        fragment.more = (place & 1) != 0;
        fragment.dontFragment = false;
        fragment.identification = 1L << 32 | octets.u32(walked + 4);
    }

    /// Takes the last address of a routing header, if it has segments left, for the destination.
    ///
    /// @param routed whether an earlier routing header gave the destination
    /// @return whether this or an earlier one did
    private boolean route(ByteSlice octets, int length, boolean routed) {
        if (routed) {
            context.datagramWeird("multiple_routing_headers");
            return true;
        }
        int type = octets.u8(walked + 2);
        int words = octets.u8(walked + 1);
        boolean onTheWay = octets.u8(walked + 3) > 0;
        boolean found = false;
        if (type == 0) {
            found = onTheWay && words >= 2 && words % 2 == 0;
        } else if (type == 2) {
            found = onTheWay && words == 2;
        }
        if (found) {
            context.packet.dstHigh = octets.i64(walked + length - 16);
            context.packet.dstLow = octets.i64(walked + length - 8);
        }
        if (type == 0) {
            if (onTheWay && words >= 2 && words % 2 != 0) {
                context.datagramWeird("odd_routing0_len");
            }
            context.datagramWeird("routing0_hdr");
        } else if (type != 2) {
            context.datagramWeird("unknown_routing_type");
        } else if (onTheWay && !found) {
            context.datagramWeird("bad_routing2_len");
        }
        return found;
    }
}
