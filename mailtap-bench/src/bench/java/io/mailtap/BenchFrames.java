package io.mailtap;

import io.mailtap.capture.Frame;
import io.mailtap.capture.LinkType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The frames of one TCP connection, as a benchmark feeds them again and again: Ethernet, IPv4 or a
/// VLAN tag and IPv6.
public final class BenchFrames {
    private static final int MSS = 1460;
    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int ACK = 16;
    private static final long MILLISECOND = 1_000_000;

    private final List<byte[]> frames = new ArrayList<>();
    private final int client;
    private final int serverPort;
    private final boolean v6;
    private int clientNext = 1000;
    private int serverNext = 5000;

    private BenchFrames(int client, int serverPort, boolean v6) {
        this.client = client;
        this.serverPort = serverPort;
        this.v6 = v6;
        send(true, SYN, new byte[0], 0, 0);
        send(false, SYN | ACK, new byte[0], 0, 0);
        send(true, ACK, new byte[0], 0, 0);
    }

    /// Opens a connection.
    ///
    /// @param client which of many
    /// @param serverPort the port of the server
    /// @param v6 whether IPv6 with a VLAN tag
    /// @return takes what is said
    public static BenchFrames open(int client, int serverPort, boolean v6) {
        return new BenchFrames(client, serverPort, v6);
    }

    /// The client says `text`, which the server acknowledges.
    ///
    /// @param text in Latin-1
    /// @return this
    public BenchFrames client(String text) {
        say(true, text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /// The server says `text`, which the client acknowledges.
    ///
    /// @param text in Latin-1
    /// @return this
    public BenchFrames server(String text) {
        say(false, text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /// Ends the connection.
    ///
    /// @return this
    public BenchFrames close() {
        send(true, FIN | ACK, new byte[0], 0, 0);
        send(false, FIN | ACK, new byte[0], 0, 0);
        send(true, ACK, new byte[0], 0, 0);
        return this;
    }

    /// {@return the frames, to be fed as often as wanted}
    public List<byte[]> frames() {
        return frames;
    }

    /// Feeds all frames, a millisecond apart.
    ///
    /// @param engine takes them
    /// @param frame filled again and again
    /// @param startNanos time of the first
    /// @return time behind the last
    public long feed(Engine engine, Frame frame, long startNanos) {
        long nanos = startNanos;
        for (byte[] octets : frames) {
            frame.set(nanos, LinkType.ETHERNET, octets.length, octets, 0, octets.length);
            engine.packet(frame);
            nanos += MILLISECOND;
        }
        return nanos;
    }

    private void say(boolean orig, byte[] octets) {
        int segments = 0;
        for (int at = 0; at < octets.length; at += MSS) {
            int count = Math.min(MSS, octets.length - at);
            send(orig, ACK, octets, at, count);
            if (++segments % 2 == 0) {
                send(!orig, ACK, octets, 0, 0);
            }
        }
        send(!orig, ACK, octets, 0, 0);
    }

    private void send(boolean orig, int flags, byte[] octets, int from, int count) {
        ByteBuffer frame = ByteBuffer.allocate((v6 ? 18 + 40 : 14 + 20) + 20 + count);
        frame.putInt(0x02000000).putShort((short) (orig ? 2 : 1));
        frame.putInt(0x02000000).putShort((short) (orig ? 1 : 2));
        if (v6) {
            v6(frame, orig, count);
        } else {
            v4(frame, orig, count);
        }
        int clientPort = 32_768 + client % 16_384;
        frame.putShort((short) (orig ? clientPort : serverPort));
        frame.putShort((short) (orig ? serverPort : clientPort));
        frame.putInt(orig ? clientNext : serverNext).putInt(orig ? serverNext : clientNext);
        frame.putShort((short) (0x5000 | flags)).putShort((short) 0xffff).putInt(0);
        frame.put(octets, from, count);
        frames.add(frame.array());
        int taken = count + ((flags & (SYN | FIN)) == 0 ? 0 : 1);
        if (orig) {
            clientNext += taken;
        } else {
            serverNext += taken;
        }
    }

    private void v4(ByteBuffer frame, boolean orig, int count) {
        int clientAddress = 0x0a000000 + client / 16_384;
        frame.putShort((short) 0x0800).putShort((short) 0x4500).putShort((short) (40 + count));
        frame.putInt(0x00004000).putShort((short) 0x4006).putShort((short) 0);
        frame.putInt(orig ? clientAddress : 0xc0000219).putInt(orig ? 0xc0000219 : clientAddress);
    }

    private void v6(ByteBuffer frame, boolean orig, int count) {
        frame.putInt(0x81000078).putShort((short) 0x86dd);
        frame.putInt(0x60000000).putShort((short) (20 + count)).putShort((short) 0x0640);
        long prefix = 0x20010db8_00000000L;
        frame.putLong(prefix).putLong(orig ? 1000 + client / 16_384 : 25);
        frame.putLong(prefix).putLong(orig ? 25 : 1000 + client / 16_384);
    }
}
