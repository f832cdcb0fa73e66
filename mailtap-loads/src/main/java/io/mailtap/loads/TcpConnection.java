package io.mailtap.loads;

import static io.mailtap.loads.Segment.ACK;
import static io.mailtap.loads.Segment.FIN;
import static io.mailtap.loads.Segment.RST;
import static io.mailtap.loads.Segment.SYN;

import io.mailtap.loads.Dialogue.Turn;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// A dialogue as TCP carries it, seen near the server.
///
/// It is planned step by step (the handshake, a flight of segments, the end), and only as far as
/// the next packet needs: a step plans nothing before [#clock], so what is planned up to there can
/// be seen.
final class TcpConnection implements Conversation {
    /// From the tap to the server and back, with what its host takes, in microseconds.
    private static final int HOST_DELAY = 60;

    private static final int LEAST_THOUGHT = 80;
    private static final int ACKNOWLEDGE_DELAY = 40;

    private final Dialogue dialogue;
    private final Route route;
    private final Damage damage;
    private final Dice dice;
    private final FrameHeader clientHeader;
    private final FrameHeader serverHeader;
    private final TcpSide client;
    private final TcpSide server;
    private final TimeLine timeLine = new TimeLine();
    private final Iterator<Turn> turns;
    private @Nullable Transfer transfer;
    private boolean isClosed;

    /// When the next step begins.
    private long clock;

    TcpConnection(Dialogue dialogue, Scene scene, Damage damage) {
        this.dialogue = dialogue;
        this.damage = damage;
        route = dialogue.route();
        dice = scene.dice();
        clientHeader = FrameHeader.tcp(route, Side.CLIENT, dice);
        serverHeader = FrameHeader.tcp(route, Side.SERVER, dice);
        client = new TcpSide(Side.CLIENT, (int) dice.next());
        server = new TcpSide(Side.SERVER, (int) dice.next());
        turns = dialogue.turns().iterator();
        clock = scene.start();
        open();
    }

    @Override
    public long expectedOctets() {
        int overhead = PcapWriter.RECORD_HEADER + clientHeader.length() + FrameEncoder.TCP_HEADER;
        long packets = 6;
        long octets = 0;
        for (Turn turn : dialogue.turns()) {
            long length = turn.content().length();
            long segments = (length + route.mss() - 1) / route.mss();
            packets += segments <= 1 ? 1 : segments + segments / 2 + 1;
            octets += length;
        }
        return octets + packets * overhead;
    }

    @Override
    public boolean isOver() {
        plan();
        return timeLine.isEmpty();
    }

    @Override
    public long time() {
        plan();
        return timeLine.time();
    }

    @Override
    public void next(FrameEncoder encoder) {
        plan();
        Segment segment = timeLine.take();
        encoder.tcp(segment.from() == Side.CLIENT ? clientHeader : serverHeader, segment, route);
    }

    private void plan() {
        while (!isClosed && (timeLine.isEmpty() || timeLine.time() > clock)) {
            step();
        }
    }

    private void step() {
        if (transfer != null && !transfer.isOver()) {
            clock = transfer.fly(clock);
        } else if (turns.hasNext()) {
            take(turns.next());
        } else {
            end(dialogue.ending());
            isClosed = true;
        }
    }

    private void open() {
        timeLine.plan(clock, client, SYN, 0);
        client.advance(1);
        timeLine.plan(clock + HOST_DELAY, server, SYN | ACK, client.next());
        server.advance(1);
        clock += HOST_DELAY + route.roundTrip();
        timeLine.plan(clock, client, ACK, server.next());
    }

    private void take(Turn turn) {
        if (turn.content().length() == 0) {
            long heard = clock + route.roundTrip() + ACKNOWLEDGE_DELAY;
            timeLine.plan(heard, client, ACK, server.next());
            return;
        }
        boolean byClient = turn.from() == Side.CLIENT;
        clock += LEAST_THOUGHT + dice.below(turn.thought()) + (byClient ? route.roundTrip() : 0);
        transfer =
                new Transfer(
                        turn.content(),
                        byClient ? client : server,
                        byClient ? server : client,
                        timeLine,
                        route,
                        damage,
                        dice);
    }

    private void end(Dialogue.Ending ending) {
        switch (ending) {
            case CLIENT_CLOSES -> close(client, route.roundTrip(), server, HOST_DELAY);
            case SERVER_CLOSES -> close(server, HOST_DELAY, client, route.roundTrip());
            case CLIENT_VANISHES -> {
                clock += route.roundTrip() + ACKNOWLEDGE_DELAY;
                timeLine.plan(clock, client, RST | ACK, server.next());
            }
        }
    }

    private void close(TcpSide first, int firstDelay, TcpSide second, int secondDelay) {
        clock += firstDelay + LEAST_THOUGHT;
        timeLine.plan(clock, first, FIN | ACK, second.next());
        first.advance(1);
        clock += secondDelay;
        timeLine.plan(clock, second, FIN | ACK, first.next());
        second.advance(1);
        clock += firstDelay;
        timeLine.plan(clock, first, ACK, second.next());
    }
}
