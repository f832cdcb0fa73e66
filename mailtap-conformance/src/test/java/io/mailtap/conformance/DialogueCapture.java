package io.mailtap.conformance;

import io.mailtap.net.Direction;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/// Makes a capture of a dialogue: raw IPv4 in a pcap file, a millisecond between packets.
final class DialogueCapture {
    private static final int RAW_IP = 101;
    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int RST = 4;
    private static final int ACK = 16;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final int serverPort;
    private int millis;
    private int clientNext = 1000;
    private int serverNext = 5000;

    private DialogueCapture(int serverPort) {
        this.serverPort = serverPort;
    }

    /// {@return the octets of a capture file}
    static byte[] of(List<Dialogue.Turn> turns, int serverPort) {
        return new DialogueCapture(serverPort).write(turns);
    }

    private byte[] write(List<Dialogue.Turn> turns) {
        ByteBuffer header = ByteBuffer.allocate(24);
        header.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putLong(0);
        header.putInt(65_535).putInt(RAW_IP);
        out.writeBytes(header.array());
        send(Direction.ORIGINATOR, SYN, new byte[0]);
        send(Direction.RESPONDER, SYN | ACK, new byte[0]);
        send(Direction.ORIGINATOR, ACK, new byte[0]);
        turns.forEach(this::turn);
        boolean ended =
                turns.stream()
                        .anyMatch(t ->
                                t instanceof Dialogue.Turn.Finish
                                        || t instanceof Dialogue.Turn.Reset);
        if (!ended) {
            send(Direction.ORIGINATOR, FIN | ACK, new byte[0]);
            send(Direction.RESPONDER, FIN | ACK, new byte[0]);
            send(Direction.ORIGINATOR, ACK, new byte[0]);
        }
        return out.toByteArray();
    }

    private void turn(Dialogue.Turn turn) {
        switch (turn) {
            case Dialogue.Turn.Say say -> {
                send(say.from(), ACK | 8, say.octets());
                send(say.from().opposite(), ACK, new byte[0]);
            }
            case Dialogue.Turn.Lose lose -> {
                move(lose.from(), lose.count());
                send(lose.from().opposite(), ACK, new byte[0]);
            }
            case Dialogue.Turn.Finish finish -> send(finish.from(), FIN | ACK, new byte[0]);
            case Dialogue.Turn.Reset reset -> send(reset.from(), RST | ACK, new byte[0]);
        }
    }

    private void move(Direction from, int count) {
        if (from.isOrig()) {
            clientNext += count;
        } else {
            serverNext += count;
        }
    }

    private void send(Direction from, int flags, byte[] payload) {
        boolean client = from.isOrig();
        int length = 40 + payload.length;
        ByteBuffer packet = ByteBuffer.allocate(16 + length);
        packet.putInt(1_700_000_000).putInt(millis * 1000).putInt(length).putInt(length);
        packet.putShort((short) 0x4500).putShort((short) length).putInt(0).putShort((short) 0x4006);
        packet.putShort((short) 0);
        packet.putInt(client ? 0xc0000201 : 0xc0000219).putInt(client ? 0xc0000219 : 0xc0000201);
        packet.putShort((short) (client ? 40_000 : serverPort));
        packet.putShort((short) (client ? serverPort : 40_000));
        packet.putInt(client ? clientNext : serverNext).putInt(client ? serverNext : clientNext);
        packet.putShort((short) (0x5000 | flags)).putShort((short) 0xffff).putInt(0).put(payload);
        out.writeBytes(packet.array());
        millis++;
        move(from, payload.length + (flags & SYN) / SYN + (flags & FIN));
    }
}
