package io.mailtap.loads;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Writes a capture file: pcap, little-endian, with microseconds, of Ethernet.
///
/// @see <a href="https://datatracker.ietf.org/doc/html/draft-ietf-opsawg-pcap">PCAP Capture File
///   Format</a>
final class PcapWriter implements Closeable {
    static final int RECORD_HEADER = 16;

    static final int FILE_HEADER = 24;
    private static final int MAGIC = 0xa1b2c3d4;
    private static final int SNAPSHOT_LENGTH = 262_144;
    private static final int ETHERNET = 1;

    private final OutputStream out;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
    private long packets;
    private long octets = FILE_HEADER;
    private long lastTime;

    PcapWriter(OutputStream out) {
        this.out = out;
        buffer.putInt(MAGIC).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0);
        buffer.putInt(SNAPSHOT_LENGTH).putInt(ETHERNET);
    }

    /// @param time in microseconds since 1970, not before that of the frame before
    void write(long time, byte[] frame, int length) throws IOException {
        if (buffer.remaining() < RECORD_HEADER + length) {
            flush();
        }
        buffer.putInt((int) (time / Traffic.SECOND)).putInt((int) (time % Traffic.SECOND));
        buffer.putInt(length).putInt(length).put(frame, 0, length);
        packets++;
        octets += RECORD_HEADER + length;
        lastTime = time;
    }

    private void flush() throws IOException {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    long packets() {
        return packets;
    }

    /// {@return the size of the file}
    long octets() {
        return octets;
    }

    long lastTime() {
        return lastTime;
    }

    @Override
    public void close() throws IOException {
        flush();
        out.close();
    }
}
