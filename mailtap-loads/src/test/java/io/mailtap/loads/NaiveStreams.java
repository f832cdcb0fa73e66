package io.mailtap.loads;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.mailtap.loads.NaiveReader.Packet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Puts the segments of a capture's connections in order, all of it in memory.
final class NaiveStreams {
    /// What one side has sent.
    static final class Stream {
        private final int first;
        private final TreeMap<Integer, byte[]> segments = new TreeMap<>();

        private Stream(int first) {
            this.first = first;
        }

        private void add(int sequence, byte[] data) {
            if (data.length > 0) {
                segments.put(sequence - first, data);
            }
        }

        /// {@return the octets before the first that is missing, as Latin-1}
        String text() {
            StringBuilder text = new StringBuilder();
            segments.forEach((at, data) -> {
                if (at == text.length()) {
                    text.append(new String(data, ISO_8859_1));
                }
            });
            return text.toString();
        }

        /// {@return how many octets there are without a gap}
        private int complete() {
            int end = 0;
            for (Map.Entry<Integer, byte[]> segment : segments.entrySet()) {
                if (segment.getKey() > end) {
                    break;
                }
                end = Math.max(end, segment.getKey() + segment.getValue().length);
            }
            return end;
        }
    }

    record Connection(String client, String server, int port, Stream sent, Stream received) {}

    private final Map<String, Stream> streams = new HashMap<>();
    private final List<Connection> connections = new ArrayList<>();
    private int unseenAcknowledged;

    private NaiveStreams() {}

    static NaiveStreams of(List<Packet> packets) {
        NaiveStreams streams = new NaiveStreams();
        packets.stream().filter(Packet::isTcp).forEach(streams::add);
        return streams;
    }

    private void add(Packet packet) {
        String way = packet.from() + ">" + packet.to();
        String back = packet.to() + ">" + packet.from();
        if (packet.has(Segment.SYN)) {
            Stream stream = new Stream(packet.sequence() + 1);
            if (streams.put(way, stream) != null) {
                throw new IllegalStateException("two connections: " + way);
            }
            if (packet.has(Segment.ACK)) {
                connections.add(
                        new Connection(
                                packet.to(),
                                packet.from(),
                                packet.sourcePort(),
                                streams.get(back),
                                stream));
            }
            return;
        }
        streams.get(way).add(packet.sequence(), packet.data());
        Stream other = streams.get(back);
        boolean isPure = packet.data().length == 0 && !packet.has(Segment.FIN);
        if (isPure && packet.acknowledged() - other.first > other.complete() + 1) {
            unseenAcknowledged++;
        }
    }

    List<Connection> connections() {
        return connections;
    }

    /// {@return how often a side has acknowledged octets that nobody has seen; an octet more is a
    /// FIN}
    int unseenAcknowledged() {
        return unseenAcknowledged;
    }

    /// {@return what both sides of each connection have said, by the connection's name}
    Map<String, List<String>> texts() {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        for (Connection each : connections) {
            texts.put(
                    each.client + ">" + each.server,
                    List.of(each.sent.text(), each.received.text()));
        }
        return texts;
    }
}
