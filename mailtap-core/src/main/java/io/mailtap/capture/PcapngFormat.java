package io.mailtap.capture;

import io.mailtap.bytes.ByteSlice;
import java.util.ArrayList;
import java.util.List;

/// The format of today's Wireshark (draft-ietf-opsawg-pcapng): sections of blocks, of which those
/// with packets and those that describe interfaces count; all others are stepped over.
final class PcapngFormat implements FrameFormat {
    static final long SECTION_HEADER = 0x0a0d_0d0aL;

    private static final long BYTE_ORDER_MAGIC = 0x1a2b_3c4dL;
    private static final int INTERFACE = 1;
    private static final int OBSOLETE_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int ENHANCED_PACKET = 6;
    private static final int SMALLEST_BLOCK = 12;

    /// The most interfaces that a section may describe; more is damage. Real ones have a few.
    private static final int MOST_INTERFACES = 65_536;

    private final Input input;
    private final ByteSlice block = new ByteSlice();
    private final List<CaptureInterface> interfaces = new ArrayList<>();
    private boolean little;
    private long lastNanos;

    PcapngFormat(Input input) {
        this.input = input;
    }

    @Override
    public boolean next(Frame frame) throws CaptureException {
        while (true) {
            long start = input.offset();
            if (!input.have(SMALLEST_BLOCK)) {
                if (input.available() > 0) {
                    throw input.damage(start, "the file ends within a block header");
                }
                return false;
            }
            input.peek(block, SMALLEST_BLOCK);
            if (block.u32(0) == SECTION_HEADER) {
                beginSection(start);
            }
            int type = (int) u32(0);
            long length = u32(4);
            if (length < SMALLEST_BLOCK) {
                throw input.damage(start, "a block claims to have " + length + " octets");
            }
            long padded = length + 3 & ~3L;
            if (!isRead(type)) {
                skip(padded, start);
            } else if (onBlock(frame, type, take(padded, start), start)) {
                return true;
            }
        }
    }

    @Override
    public boolean isNextAtHand() {
        if (input.available() < SMALLEST_BLOCK) {
            return false;
        }
        input.peek(block, SMALLEST_BLOCK);
        long length = u32(4);
        return (int) u32(0) == ENHANCED_PACKET
                && length >= SMALLEST_BLOCK
                && input.available() >= (length + 3 & ~3L);
    }

    private static boolean isRead(int type) {
        return switch (type) {
            case INTERFACE, OBSOLETE_PACKET, SIMPLE_PACKET, ENHANCED_PACKET -> true;
            default -> false;
        };
    }

    private int take(long length, long start) throws CaptureException {
        if (length > LARGEST_FRAME) {
            throw input.damage(start, "a block claims to have " + length + " octets");
        }
        int count = (int) length;
        if (!input.have(count)) {
            throw input.damage(start, "the file ends within a block");
        }
        input.peek(block, count);
        input.skip(count);
        return count;
    }

    private void skip(long length, long start) throws CaptureException {
        long left = length;
        while (left > 0) {
            if (!input.have(1)) {
                throw input.damage(start, "the file ends within a block");
            }
            int count = (int) Math.min(left, input.available());
            input.skip(count);
            left -= count;
        }
    }

    private void beginSection(long start) throws CaptureException {
        if (block.u32(8) == BYTE_ORDER_MAGIC) {
            little = false;
        } else if (block.u32Le(8) == BYTE_ORDER_MAGIC) {
            little = true;
        } else {
            throw input.damage(start, "a section header has no byte order");
        }
        interfaces.clear();
    }

    private boolean onBlock(Frame frame, int type, int length, long start) throws CaptureException {
        return switch (type) {
            case INTERFACE -> {
                if (length < 20) {
                    throw input.damage(start, "an interface block is too short");
                }
                if (interfaces.size() == MOST_INTERFACES) {
                    throw input.damage(start, "a section describes too many interfaces");
                }
                interfaces.add(CaptureInterface.read(block, length, little));
                yield false;
            }
            case ENHANCED_PACKET ->
                    packet(frame, length, start, (int) Math.min(u32(8), Integer.MAX_VALUE));
            case OBSOLETE_PACKET -> packet(frame, length, start, u16(8));
            case SIMPLE_PACKET -> simplePacket(frame, length, start);
            default -> false;
        };
    }

    private boolean packet(Frame frame, int length, long start, int index) throws CaptureException {
        if (length < 32) {
            throw input.damage(start, "a packet block is too short");
        }
        CaptureInterface on = interfaceAt(index, start);
        lastNanos = on.nanos(u32(12) << 32 | u32(16));
        return fill(frame, start, on, 28, length - 32, u32(20), u32(24));
    }

    private boolean simplePacket(Frame frame, int length, long start) throws CaptureException {
        if (length < 16) {
            throw input.damage(start, "a packet block is too short");
        }
        CaptureInterface on = interfaceAt(0, start);
        long original = u32(8);
        long captured = Math.min(original, length - 16L);
        if (on.snapLength() > 0) {
            captured = Math.min(captured, on.snapLength());
        }
        return fill(frame, start, on, 12, length - 16, captured, original);
    }

    private CaptureInterface interfaceAt(int index, long start) throws CaptureException {
        if (index >= interfaces.size()) {
            throw input.damage(
                    start, "a packet of interface " + index + ", which is not described");
        }
        return interfaces.get(index);
    }

    private boolean fill(
            Frame frame,
            long start,
            CaptureInterface on,
            int from,
            int room,
            long captured,
            long original)
            throws CaptureException {
        if (captured > room) {
            throw input.damage(
                    start, "a packet of " + captured + " octets in a block with " + room);
        }
        int wire = (int) Math.min(Math.max(original, captured), Integer.MAX_VALUE);
        int at = input.position() - block.length() + from;
        frame.set(lastNanos, on.linkType(), wire, input.buffer(), at, (int) captured);
        return true;
    }

    private long u32(int index) {
        return little ? block.u32Le(index) : block.u32(index);
    }

    private int u16(int index) {
        return little ? block.u16Le(index) : block.u16(index);
    }
}
