package io.mailtap.conformance;

import io.mailtap.Conversation;
import io.mailtap.Engine;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.capture.CaptureException;
import io.mailtap.capture.CaptureReader;
import io.mailtap.capture.Frame;
import io.mailtap.decode.DecodeOptions;
import io.mailtap.decode.FrameDecoder;
import io.mailtap.net.Direction;
import io.mailtap.net.IpAddress;
import io.mailtap.stream.ConnectionTable;
import io.mailtap.stream.Flow;
import io.mailtap.stream.FlowObserver;
import io.mailtap.stream.StreamConsumer;
import io.mailtap.stream.StreamLimits;
import io.mailtap.stream.TcpConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What the two sides of each TCP connection of a capture said, in order, as a program would hand
/// it in that has reassembled the streams itself.
final class StreamTurns implements FlowObserver {
    private sealed interface Turn {
        record Octets(Direction from, byte[] octets) implements Turn {}

        record Gap(Direction from, long length) implements Turn {}

        record Close() implements Turn {}
    }

    private static final class Stream extends StreamConsumer {
        private final List<Turn> turns = new ArrayList<>();

        Stream(TcpConnection flow) {
            super(flow);
        }

        void feed(Engine engine) {
            Conversation conversation = engine.conversation(flow.id(), flow.startNanos());
            turns.forEach(turn -> StreamTurns.feed(turn, conversation));
        }

        @Override
        public void onData(Direction from, ByteSlice data) {
            turns.add(new Turn.Octets(from, data.toBytes().toArray()));
        }

        @Override
        public void onGap(Direction from, long seq, long length) {
            turns.add(new Turn.Gap(from, length));
        }

        @Override
        public void onEndOfStream(Direction from) {}

        @Override
        public void onClose() {
            turns.add(new Turn.Close());
        }

        @Override
        public void onRemove() {}
    }

    private final List<Stream> streams = new ArrayList<>();

    /// Feeds the conversations of a capture, one after the other, to an engine.
    static void feed(Path capture, Engine engine) throws CaptureException {
        StreamTurns turns = new StreamTurns();
        ConnectionTable table = new ConnectionTable(turns, StreamLimits.DEFAULT);
        FrameDecoder decoder = new FrameDecoder(table, DecodeOptions.DEFAULT);
        try (CaptureReader reader = CaptureReader.open(capture)) {
            Frame frame = new Frame();
            while (reader.next(frame)) {
                table.advance(frame.timeNanos());
                decoder.decode(frame, reader.packets());
            }
        }
        table.close();
        turns.streams.forEach(stream -> stream.feed(engine));
    }

    private static void feed(Turn turn, Conversation conversation) {
        switch (turn) {
            case Turn.Octets said -> {
                if (said.from().isOrig()) {
                    conversation.originator(said.octets());
                } else {
                    conversation.responder(said.octets());
                }
                Arrays.fill(said.octets(), (byte) 0xaa);
            }
            case Turn.Gap gap -> conversation.gap(gap.from(), gap.length());
            case Turn.Close _ -> conversation.close();
        }
    }

    @Override
    public void onNew(Flow flow) {
        if (flow instanceof TcpConnection tcp) {
            Stream stream = new Stream(tcp);
            tcp.consumer(stream);
            streams.add(stream);
        }
    }

    @Override
    public void onFlip(Flow flow) {}

    @Override
    public void onEstablished(Flow flow) {}

    @Override
    public void onContentGap(Flow flow, Direction from, long seq, long length) {}

    @Override
    public void onWeird(Flow flow, String name, String detail, String source) {}

    @Override
    public void onFlowWeird(String name, IpAddress source, IpAddress destination) {}

    @Override
    public void onNetWeird(String name, String detail) {}

    @Override
    public void onRemove(Flow flow) {}
}
