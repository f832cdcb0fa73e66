package io.mailtap.loads;

/// A TCP segment that is to be seen at some time.
///
/// @param time in microseconds
/// @param order of planning, for segments of the same time
/// @param sequence number of its first octet, modulo 2^32
/// @param acknowledged number of the octet that the sender waits for; meaningless without [#ACK]
/// @param content holds what it carries
/// @param offset of the first octet in `content`
/// @param length how many octets it carries
record Segment(
        long time,
        int order,
        Side from,
        int flags,
        int sequence,
        int acknowledged,
        Content content,
        long offset,
        int length)
        implements Comparable<Segment> {
    static final int FIN = 1;
    static final int SYN = 2;
    static final int RST = 4;
    static final int PSH = 8;
    static final int ACK = 16;

    boolean isSyn() {
        return (flags & SYN) != 0;
    }

    @Override
    public int compareTo(Segment other) {
        int byTime = Long.compare(time, other.time);
        return byTime != 0 ? byTime : Integer.compare(order, other.order);
    }
}
