package io.mailtap.loads;

import io.mailtap.loads.Dialogue.Turn;
import java.util.List;

/// A dialogue each of whose turns is a datagram.
final class UdpExchange implements Conversation {
    private final List<Turn> turns;
    private final Route route;
    private final Dice dice;
    private final FrameHeader clientHeader;
    private final FrameHeader serverHeader;
    private int at;
    private long time;

    UdpExchange(Dialogue dialogue, Scene scene) {
        turns = dialogue.turns();
        route = dialogue.route();
        dice = scene.dice();
        clientHeader = FrameHeader.udp(route, Side.CLIENT, dice);
        serverHeader = FrameHeader.udp(route, Side.SERVER, dice);
        time = scene.start();
    }

    @Override
    public long expectedOctets() {
        int overhead = PcapWriter.RECORD_HEADER + clientHeader.length() + FrameEncoder.UDP_HEADER;
        return turns.stream().mapToLong(turn -> overhead + turn.content().length()).sum();
    }

    @Override
    public boolean isOver() {
        return at == turns.size();
    }

    @Override
    public long time() {
        return time;
    }

    @Override
    public void next(FrameEncoder encoder) {
        Turn turn = turns.get(at++);
        boolean byClient = turn.from() == Side.CLIENT;
        encoder.udp(byClient ? clientHeader : serverHeader, turn.from(), turn.content(), route);
        time += dice.between(80, 5000) + (byClient ? 0 : route.roundTrip());
    }
}
