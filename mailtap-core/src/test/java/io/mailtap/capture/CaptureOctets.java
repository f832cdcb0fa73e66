package io.mailtap.capture;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Builds small captures octet by octet, and reads captures into text.
final class CaptureOctets {
    private final ByteBuffer octets;
    private final List<Integer> ends = new ArrayList<>();
    private final List<Integer> frameEnds = new ArrayList<>();

    CaptureOctets(ByteOrder order) {
        octets = ByteBuffer.allocate(64 * 1024).order(order);
    }

    static CaptureOctets pcap(ByteOrder order, long magic, int network) {
        CaptureOctets file = new CaptureOctets(order);
        file.octets.putInt((int) magic).putShort((short) 2).putShort((short) 4);
        file.octets.putInt(0).putInt(0).putInt(65_535).putInt(network);
        return file.mark();
    }

    CaptureOctets record(long seconds, long fraction, int original, String data, int extra) {
        octets.putInt((int) seconds).putInt((int) fraction).putInt(data.length()).putInt(original);
        octets.put(new byte[extra]);
        return text(data).markFrame();
    }

    CaptureOctets section() {
        octets.putInt(0x0a0d0d0a).putInt(28).putInt(0x1a2b3c4d).putInt(1).putLong(-1).putInt(28);
        return mark();
    }

    CaptureOctets describe(int linkType, int snapLength, int resolution, long offset) {
        octets.putInt(1)
                .putInt(44)
                .putShort((short) linkType)
                .putShort((short) 0)
                .putInt(snapLength);
        octets.putShort((short) 9).putShort((short) 1).put((byte) resolution).put(new byte[3]);
        octets.putShort((short) 14).putShort((short) 8).putLong(offset).putInt(0).putInt(44);
        return mark();
    }

    CaptureOctets describe(int linkType) {
        octets.putInt(1).putInt(20).putShort((short) linkType).putShort((short) 0).putInt(0);
        octets.putInt(20);
        return mark();
    }

    CaptureOctets enhanced(int on, long units, int original, String data) {
        int length = 32 + padded(data.length());
        octets.putInt(6).putInt(length).putInt(on).putInt((int) (units >>> 32)).putInt((int) units);
        octets.putInt(data.length()).putInt(original);
        return text(data).pad(data.length()).putInt(length).markFrame();
    }

    CaptureOctets obsolete(int on, int drops, long units, String data) {
        int length = 32 + padded(data.length());
        octets.putInt(2).putInt(length).putShort((short) on).putShort((short) drops);
        octets.putInt((int) (units >>> 32)).putInt((int) units);
        octets.putInt(data.length()).putInt(data.length());
        return text(data).pad(data.length()).putInt(length).markFrame();
    }

    CaptureOctets simple(int original, String data) {
        int length = 16 + padded(data.length());
        octets.putInt(3).putInt(length).putInt(original);
        return text(data).pad(data.length()).putInt(length).markFrame();
    }

    CaptureOctets unknown(int type, int size) {
        octets.putInt(type).putInt(12 + size).put(new byte[size]).putInt(12 + size);
        return mark();
    }

    CaptureOctets putInt(int value) {
        octets.putInt(value);
        return this;
    }

    private CaptureOctets text(String data) {
        for (int i = 0; i < data.length(); i++) {
            octets.put((byte) data.charAt(i));
        }
        return this;
    }

    private CaptureOctets pad(int length) {
        octets.put(new byte[padded(length) - length]);
        return this;
    }

    private static int padded(int length) {
        return length + 3 & ~3;
    }

    private CaptureOctets mark() {
        ends.add(octets.position());
        return this;
    }

    private CaptureOctets markFrame() {
        frameEnds.add(octets.position());
        return mark();
    }

    /// How many frames are whole in the first `length` octets.
    int framesWithin(int length) {
        return (int) frameEnds.stream().filter(end -> end <= length).count();
    }

    /// Where headers, records and blocks end.
    List<Integer> ends() {
        return ends;
    }

    byte[] toArray() {
        byte[] all = new byte[octets.position()];
        octets.get(0, all);
        return all;
    }

    static byte[] gzip(byte[] octets) {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(target)) {
            gzip.write(octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return target.toByteArray();
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static CaptureReader open(byte[] octets) throws CaptureException {
        return CaptureReader.open(new ByteArrayInputStream(octets), "x.pcap");
    }

    /// One line for each frame: nanoseconds, link type, captured/original, data.
    static List<String> frames(byte[] octets) throws CaptureException {
        List<String> lines = new ArrayList<>();
        try (CaptureReader reader = open(octets)) {
            read(reader, lines);
        }
        return lines;
    }

    static void read(CaptureReader reader, List<String> lines) throws CaptureException {
        Frame frame = new Frame();
        while (reader.next(frame)) {
            lines.add(line(frame));
        }
    }

    static String line(Frame frame) {
        return "%d %d %d/%d %s"
                .formatted(
                        frame.timeNanos(),
                        frame.linkType(),
                        frame.octets().length(),
                        frame.originalLength(),
                        frame.octets());
    }
}
