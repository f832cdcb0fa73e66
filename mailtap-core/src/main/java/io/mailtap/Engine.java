package io.mailtap;

import io.mailtap.analyzer.PortMap;
import io.mailtap.analyzer.SignatureException;
import io.mailtap.analyzer.detect.DetectionLimits;
import io.mailtap.analyzer.detect.SignatureFile;
import io.mailtap.analyzer.host.ConnectionWatch;
import io.mailtap.analyzer.host.Detector;
import io.mailtap.analyzer.mime.MimeAnalyzer;
import io.mailtap.analyzer.mime.MimeLimits;
import io.mailtap.analyzer.smtp.SmtpAnalyzer;
import io.mailtap.capture.CaptureException;
import io.mailtap.capture.CaptureFiles;
import io.mailtap.capture.CaptureReader;
import io.mailtap.capture.Frame;
import io.mailtap.decode.DecodeOptions;
import io.mailtap.decode.FrameDecoder;
import io.mailtap.decode.Glance;
import io.mailtap.decode.Packet;
import io.mailtap.event.Events;
import io.mailtap.event.HashKind;
import io.mailtap.event.Moment;
import io.mailtap.file.FileAnalysis;
import io.mailtap.file.FileOptions;
import io.mailtap.log.RowPosition;
import io.mailtap.net.Connection;
import io.mailtap.net.ConnectionId;
import io.mailtap.stream.ConnectionTable;
import io.mailtap.stream.Lookahead;
import io.mailtap.stream.Position;
import io.mailtap.stream.Share;
import io.mailtap.stream.StreamLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Finds mail in packets and raises events.
///
/// 1. Make one with [#builder()] and register handlers with [#events()].
/// 2. Feed it: frames with [#packet], whole files with [#read], TCP segments with [#segment], or
///    the octets of a conversation with [#conversation]. The ways may be mixed.
/// 3. [#close()] it: connections that are still open end, and their last events are raised.
///
/// An engine belongs to one thread at a time. Handlers run on the thread that feeds it. Time is
/// that of the packets; no clock is read. Nothing that packets contain makes it throw; what
/// handlers throw comes back as [io.mailtap.event.HandlerException].
public final class Engine implements AutoCloseable {
    /// Frames that [#packets] looks at together: giving more at once, or fewer, gains less.
    public static final int FRAMES_AT_ONCE = Lookahead.PACKETS;

    private final Clock clock = new Clock();
    private final Events events = new Events(clock);
    private final PortMap ports = new PortMap();
    private final ConnectionWatch watch;
    private final ConnectionTable table;
    private final FrameDecoder decoder;
    private final Lookahead lookahead;
    private final Share share;
    private long packets;
    private long octets;
    private boolean closed;

    private final class Clock implements Moment {
        @Override
        public long nanos() {
            return table.now();
        }

        @Override
        public long packet() {
            return packets;
        }
    }

    /// The table's position, as logs want it.
    private record TablePosition(Position position) implements RowPosition {
        @Override
        public long first() {
            return position.first();
        }

        @Override
        public long second() {
            return position.second();
        }

        @Override
        public long third() {
            return position.third();
        }
    }

    private Engine(Builder builder, Share share) {
        this.share = share;
        FileAnalysis files = new FileAnalysis(builder.files);
        watch =
                new ConnectionWatch(
                        events,
                        ports,
                        new MimeAnalyzer(MimeLimits.DEFAULT, files),
                        files,
                        MailProtocol.TLS.factory(),
                        builder.detector());
        table = new ConnectionTable(watch, StreamLimits.DEFAULT, share);
        lookahead = new Lookahead(table);
        decoder = new FrameDecoder(table, builder.decodeOptions());
        builder.ports.forEach((protocol, set) -> set.forEach(port -> register(protocol, port)));
    }

    /// {@return a builder with the defaults}
    public static Builder builder() {
        return new Builder();
    }

    /// Settings of an engine to be made.
    public static final class Builder {
        private final Map<MailProtocol, Set<Integer>> ports = new EnumMap<>(MailProtocol.class);
        private FileOptions files = FileOptions.DEFAULT;
        private List<SignatureFile> signatures = List.of();
        private DetectionLimits detectionLimits = DetectionLimits.DEFAULT;
        private boolean detects = true;
        private boolean verifyChecksums;

        private Builder() {
            for (MailProtocol protocol : MailProtocol.values()) {
                ports.put(protocol, new TreeSet<>(protocol.defaultPorts()));
            }
        }

        /// Looks for a protocol on one more port.
        ///
        /// @param protocol the protocol
        /// @param port the responder's TCP port, 1 to 65535
        /// @return this
        /// @throws IllegalArgumentException for any other port
        public Builder port(MailProtocol protocol, int port) {
            ports.get(protocol).add(checked(port));
            return this;
        }

        /// Ignores packets with bad IP, TCP or UDP checksums, and counts them. Off by default,
        /// because captures made on a sending host hold checksums that the network card had yet to
        /// fill in.
        ///
        /// @param verify whether to verify
        /// @return this
        public Builder checksums(boolean verify) {
            verifyChecksums = verify;
            return this;
        }

        /// Sets the digests that files get, if a handler wants `file_hash`. SHA-256 unless set.
        ///
        /// @param kinds any of them, or none
        /// @return this
        public Builder hashes(Set<HashKind> kinds) {
            files = new FileOptions(kinds, files.wholeMails());
            return this;
        }

        /// Makes each whole mail a file too, of type `message/rfc822`, the parent of its parts. Off
        /// by default.
        ///
        /// @param wanted whether to
        /// @return this
        public Builder mailFiles(boolean wanted) {
            files = new FileOptions(files.hashes(), wanted);
            return this;
        }

        /// Whether protocols are also told by what is said, on ports that are not registered. On by
        /// default.
        ///
        /// @param detect whether to look
        /// @return this
        public Builder detect(boolean detect) {
            detects = detect;
            return this;
        }

        /// Sets how many octets of a connection, both directions together, are looked at and kept
        /// to tell its protocol: Zeek's `dpd_buffer_size`, 1024 by default. As many as an Ethernet
        /// segment holds come on top, so that all that Zeek finds is found however the stream is
        /// cut.
        ///
        /// @param octets 1 to 2^20
        /// @return this
        /// @throws IllegalArgumentException for any other number
        public Builder detectionBuffer(int octets) {
            if (octets < 1 || octets > 1 << 20) {
                throw new IllegalArgumentException("not a size for detection: " + octets);
            }
            detectionLimits = new DetectionLimits(octets, DetectionLimits.DEFAULT.heldInAll());
            return this;
        }

        /// Looks for the signatures of files as well, in Zeek's signature language as
        /// docs/signatures.md describes it. They may enable analyzers, and raise `signature_match`.
        /// They may require each other, and those of files given before.
        ///
        /// @param files the files
        /// @return this
        /// @throws IOException if one cannot be read
        /// @throws SignatureException if one makes no sense, or asks for what is not supported;
        ///   nothing is changed then
        public Builder signatures(Path... files) throws IOException, SignatureException {
            List<SignatureFile> all = new ArrayList<>(signatures);
            for (Path file : files) {
                all.add(SignatureFile.read(file));
            }
            Detector.of(MailProtocol.factories(), all, detectionLimits);
            signatures = all;
            return this;
        }

        private Detector detector() {
            try {
                return detects
                        ? Detector.of(MailProtocol.factories(), signatures, detectionLimits)
                        : Detector.off();
            } catch (SignatureException e) {
                throw new IllegalStateException("checked before", e);
            }
        }

        /// {@return a new engine}
        public Engine build() {
            return build(Share.WHOLE);
        }

        /// One of several engines that share the connections among them.
        Engine build(Share share) {
            return new Engine(this, share);
        }

        private DecodeOptions decodeOptions() {
            return DecodeOptions.DEFAULT.withVerifyChecksums(verifyChecksums);
        }
    }

    private static int checked(int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("not a TCP port: " + port);
        }
        return port;
    }

    /// {@return where handlers are registered}
    public Events events() {
        return events;
    }

    /// Looks for a protocol on one more port, in connections that begin from now on.
    ///
    /// @param protocol the protocol
    /// @param port the responder's TCP port, 1 to 65535
    /// @throws IllegalArgumentException for any other port
    public void register(MailProtocol protocol, int port) {
        ports.register(protocol.factory(), checked(port));
        table.addServerPort(port);
    }

    /// Stops looking for a protocol on a port, in connections that begin from now on.
    ///
    /// @param protocol the protocol
    /// @param port the responder's TCP port, 1 to 65535
    /// @throws IllegalArgumentException for any other port
    public void unregister(MailProtocol protocol, int port) {
        ports.unregister(protocol.factory(), checked(port));
    }

    /// Takes a captured frame.
    ///
    /// @param frame borrowed: may be used again when this returns
    /// @throws IllegalStateException if the engine has been closed
    public void packet(Frame frame) {
        requireOpen();
        lookahead.clear();
        shared(frame, packets + 1, false);
    }

    /// Takes several captured frames, as if each came alone: faster where many connections are
    /// open.
    ///
    /// @param frames borrowed: may be used again when this returns
    /// @param count how many of them, from the first on
    /// @throws IllegalStateException if the engine has been closed
    public void packets(Frame[] frames, int count) {
        requireOpen();
        lookahead.clear();
        int looked = 0;
        for (int i = 0; i < count; i++) {
            if (i == looked && looksAhead()) {
                looked = Math.min(count, i + Lookahead.PACKETS);
                for (int next = i; next < looked; next++) {
                    comes(frames[next]);
                }
                lookAhead();
            }
            shared(frames[i], packets + 1, false);
        }
    }

    boolean looksAhead() {
        return lookahead.isWorthwhile();
    }

    /// Takes note of a frame that will come, behind those that were announced before.
    void comes(Frame frame) {
        Packet packet = lookahead.next();
        int ip = Glance.read(frame, packet);
        boolean seen = ip != Glance.NOWHERE;
        lookahead.add(seen, seen && decoder.complete(frame, ip, packet));
    }

    /// Looks at what is needed for the frames that will come: at most [#FRAMES_AT_ONCE].
    void lookAhead() {
        lookahead.look();
    }

    /// Takes a frame, of a number that may leave some out.
    ///
    /// @param toAll whether all engines that share the connections get it; such a frame is never
    ///   announced
    void shared(Frame frame, long number, boolean toAll) {
        packets = number;
        octets += frame.octets().length();
        table.coming(number, toAll);
        table.advance(frame.timeNanos());
        if (toAll || !lookahead.give(number)) {
            decoder.decode(frame, number);
        }
    }

    /// Takes note of a frame that is for another engine: time passes.
    void elsewhere(long timeNanos, long number) {
        packets = number;
        table.coming(number, false);
        table.advance(timeNanos);
    }

    Share share() {
        return share;
    }

    /// Where this engine stands, among those that share the connections.
    RowPosition position() {
        return new TablePosition(table.position());
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the engine has been closed");
        }
    }

    /// Takes a TCP segment, for programs that have taken packets apart themselves.
    ///
    /// @param segment the segment
    /// @throws IllegalStateException if the engine has been closed
    public void segment(TcpSegment segment) {
        segment(segment, false);
    }

    /// Takes a segment that comes after all that were sent before it.
    void segmentInOrder(TcpSegment segment) {
        segment(segment, true);
    }

    private void segment(TcpSegment segment, boolean inOrder) {
        requireOpen();
        packets++;
        octets += segment.payload().length;
        table.coming(packets, false);
        table.advance(segment.timeNanos());
        Packet packet = segment.toPacket(packets);
        packet.inOrder = inOrder;
        table.onPacket(packet);
    }

    /// Begins a conversation whose octets are already in order.
    ///
    /// @param id who talks to whom; the protocol must be TCP
    /// @param timeNanos when it begins, in nanoseconds since 1970-01-01T00:00Z
    /// @return takes the octets
    public Conversation conversation(ConnectionId id, long timeNanos) {
        return new Conversation(this, id, timeNanos);
    }

    /// Says that the packets which follow are of another capture, whose times may be earlier.
    ///
    /// Within a capture, small steps back in time are ignored. Connections go on from one capture
    /// to the next.
    public void nextCapture() {
        table.restartClock();
    }

    /// Takes all frames of a capture file.
    ///
    /// @param file pcap or pcapng, plain or compressed
    /// @throws CaptureException where the file cannot be read or is damaged; all frames before have
    ///   been taken
    public void read(Path file) throws CaptureException {
        nextCapture();
        try (CaptureReader reader = CaptureReader.open(file)) {
            Frame[] frames = Frame.several(FRAMES_AT_ONCE);
            for (int count = reader.next(frames); count > 0; count = reader.next(frames)) {
                packets(frames, count);
            }
        }
    }

    /// Takes all frames of several captures.
    ///
    /// @param files the captures; what could not be read is in [CaptureFiles#errors()]
    public void read(CaptureFiles files) {
        Frame[] frames = Frame.several(FRAMES_AT_ONCE);
        int begun = 0;
        for (int count = files.next(frames); count > 0; count = files.next(frames)) {
            if (files.filesBegun() != begun) {
                begun = files.filesBegun();
                nextCapture();
            }
            packets(frames, count);
        }
    }

    /// Suppresses `smtp_data` on a connection until its next mail: Zeek's `skip_smtp_data`. For
    /// handlers.
    ///
    /// @param c the connection; nothing happens if it is not SMTP
    public void skipSmtpData(Connection c) {
        SmtpAnalyzer.skipData(c);
    }

    /// {@return what has been seen so far}
    public Statistics statistics() {
        return new Statistics(
                packets, octets, table.flowsMade(), table.flowsHeld(), watch.failures());
    }

    /// Ends all connections: no more packets come. A second call does nothing.
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            table.close();
        }
    }
}
