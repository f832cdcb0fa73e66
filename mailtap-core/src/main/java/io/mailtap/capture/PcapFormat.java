package io.mailtap.capture;

import io.mailtap.bytes.ByteSlice;

/// The classic format of libpcap (draft-ietf-opsawg-pcap): a file header, then records.
///
/// Both byte orders, microseconds and nanoseconds, and the variant of old Red Hat systems with
/// longer records.
final class PcapFormat implements FrameFormat {
    static final long MICROS = 0xa1b2_c3d4L;
    static final long NANOS = 0xa1b2_3c4dL;
    static final long PATCHED = 0xa1b2_cd34L;

    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final int PATCHED_RECORD_HEADER = 24;
    private static final int LINK_TYPE_BITS = 0xffff;

    private final Input input;
    private final ByteSlice window = new ByteSlice();
    private final boolean little;
    private final long nanosPerUnit;
    private final int recordHeader;
    private final int linkType;

    private PcapFormat(Input input, boolean little, long magic) {
        this.input = input;
        this.little = little;
        nanosPerUnit = magic == NANOS ? 1 : 1000;
        recordHeader = magic == PATCHED ? PATCHED_RECORD_HEADER : RECORD_HEADER;
        linkType = (int) u32(input.peek(window, FILE_HEADER), 20) & LINK_TYPE_BITS;
        input.skip(FILE_HEADER);
    }

    static boolean isMagic(long magic) {
        return magic == MICROS || magic == NANOS || magic == PATCHED;
    }

    /// Reads the file header, whose magic number has been found in one of the byte orders.
    static PcapFormat open(Input input, boolean little, long magic) throws CaptureException {
        if (!input.have(FILE_HEADER)) {
            throw input.damage(input.offset(), "the file header is cut off");
        }
        return new PcapFormat(input, little, magic);
    }

    @Override
    public boolean next(Frame frame) throws CaptureException {
        long start = input.offset();
        if (!input.have(recordHeader)) {
            if (input.available() > 0) {
                throw input.damage(start, "the file ends within a packet header");
            }
            return false;
        }
        input.peek(window, recordHeader);
        long seconds = u32(window, 0);
        long fraction = u32(window, 4);
        long captured = u32(window, 8);
        long original = u32(window, 12);
        if (captured > LARGEST_FRAME) {
            throw input.damage(start, "a packet claims to have " + captured + " octets");
        }
        int length = (int) captured;
        if (!input.have(recordHeader + length)) {
            throw input.damage(start, "the file ends within a packet");
        }
        input.skip(recordHeader);
        long nanos = seconds * 1_000_000_000L + fraction * nanosPerUnit;
        int wire = (int) Math.min(Math.max(original, captured), Integer.MAX_VALUE);
        frame.set(nanos, linkType, wire, input.buffer(), input.position(), length);
        input.skip(length);
        return true;
    }

    @Override
    public boolean isNextAtHand() {
        if (input.available() < recordHeader) {
            return false;
        }
        long captured = u32(input.peek(window, recordHeader), 8);
        return captured <= LARGEST_FRAME && input.available() >= recordHeader + captured;
    }

    private long u32(ByteSlice octets, int index) {
        return little ? octets.u32Le(index) : octets.u32(index);
    }
}
