package io.mailtap.cli;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A capture of one conversation, made by hand: raw IPv4 in a pcap file.
final class SmallCapture {
    private static final int RAW_IP = 101;
    private static final int CLIENT = 0xc000_0201; // 192.0.2.1
    private static final int SERVER = 0xc633_6419; // 198.51.100.25
    private static final int CLIENT_PORT = 40_000;
    private static final int SYN = 2;
    private static final int ACK = 16;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final int serverPort;
    private int clientNext = 1000;
    private int serverNext = 5000;

    SmallCapture(int serverPort) {
        this.serverPort = serverPort;
        ByteBuffer header = ByteBuffer.allocate(24);
        header.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putLong(0);
        out.writeBytes(header.putInt(65_535).putInt(RAW_IP).array());
        send(true, SYN, "");
        send(false, SYN | ACK, "");
        send(true, ACK, "");
    }

    SmallCapture client(String text) {
        return send(true, ACK, text);
    }

    SmallCapture server(String text) {
        return send(false, ACK, text);
    }

    byte[] octets() {
        return out.toByteArray();
    }

    private SmallCapture send(boolean client, int flags, String text) {
        byte[] payload = text.getBytes(StandardCharsets.ISO_8859_1);
        int length = 40 + payload.length;
        ByteBuffer packet = ByteBuffer.allocate(16 + length);
        packet.putInt(1_700_000_000).putInt(0).putInt(length).putInt(length);
        packet.putShort((short) 0x4500).putShort((short) length).putInt(0).putInt(0x4006_0000);
        packet.putInt(client ? CLIENT : SERVER).putInt(client ? SERVER : CLIENT);
        packet.putShort((short) (client ? CLIENT_PORT : serverPort));
        packet.putShort((short) (client ? serverPort : CLIENT_PORT));
        packet.putInt(client ? clientNext : serverNext).putInt(client ? serverNext : clientNext);
        packet.putShort((short) (0x5000 | flags)).putShort((short) 0xffff).putInt(0).put(payload);
        out.writeBytes(packet.array());
        int taken = payload.length + (flags & SYN) / SYN;
        clientNext += client ? taken : 0;
        serverNext += client ? 0 : taken;
        return this;
    }
}
