package io.mailtap.loads;

import static io.mailtap.loads.Segment.ACK;
import static io.mailtap.loads.Segment.PSH;

import java.util.ArrayList;
import java.util.List;

/// What one side says, on its way to the other: segments in flights, each of which is acknowledged
/// before the next begins.
///
/// The receiver acknowledges every second segment, and while one is late, each that arrives.
final class Transfer {
    /// A segment that is not seen when it is its turn.
    private record Late(int sequence, long seen) {}

    /// From segment to segment, in microseconds.
    private static final int SPACING = 12;

    /// From the tap to the server and back, in microseconds.
    private static final int SERVER_ROUND_TRIP = 25;

    private static final int FLIGHT_PAUSE = 30;

    private final Content content;
    private final TcpSide sender;
    private final TcpSide receiver;
    private final TimeLine timeLine;
    private final Route route;
    private final Damage damage;
    private final Dice dice;

    private long sent;
    private int arrivals;
    private long lastPlanned;
    private final List<Late> late = new ArrayList<>(0);

    Transfer(
            Content content,
            TcpSide sender,
            TcpSide receiver,
            TimeLine timeLine,
            Route route,
            Damage damage,
            Dice dice) {
        this.content = content;
        this.sender = sender;
        this.receiver = receiver;
        this.timeLine = timeLine;
        this.route = route;
        this.damage = damage;
        this.dice = dice;
    }

    boolean isOver() {
        return sent == content.length();
    }

    /// Plans the next flight.
    ///
    /// @return when what follows it may begin: the next flight, or the other side's answer
    long fly(long start) {
        long at = start;
        for (int i = sender.flight(); i > 0 && !isOver(); i--) {
            boolean arrives = send(at);
            if (arrives && !isOver()) {
                hear(at);
            }
            at += SPACING;
        }
        if (isOver()) {
            return finish(Math.max(at, lastPlanned + 1));
        }
        sender.widen();
        return at + route.roundTrip() + FLIGHT_PAUSE;
    }

    /// Plans a segment.
    ///
    /// @return whether it arrives now
    private boolean send(long at) {
        int length = (int) Math.min(route.mss(), content.length() - sent);
        Damage.Fate fate = damage.befall(dice, route, length);
        switch (fate) {
            case NONE -> plan(at, length);
            case LATE -> planLate(at + dice.between(300, 2800), length);
            case TWICE -> {
                plan(at, length);
                plan(at + dice.between(900, 5900), length);
            }
            case SENT_AGAIN -> planLate(at + route.roundTrip() + 1000, length);
            case MISSED -> {}
        }
        sender.advance(length);
        sent += length;
        return fate != Damage.Fate.LATE && fate != Damage.Fate.SENT_AGAIN;
    }

    private void planLate(long at, int length) {
        late.add(new Late(sender.next(), at));
        plan(at, length);
    }

    private void plan(long at, int length) {
        boolean isLast = sent + length == content.length();
        int flags = isLast ? ACK | PSH : ACK;
        timeLine.plan(at, sender, flags, receiver.next(), content, sent, length);
        lastPlanned = Math.max(lastPlanned, at);
    }

    /// Lets the receiver react to a segment that passes the tap.
    private void hear(long at) {
        arrivals++;
        late.removeIf(segment -> segment.seen <= at);
        if (arrivals % 2 == 0 || !late.isEmpty()) {
            acknowledge(at, late.isEmpty() ? sender.next() : late.getFirst().sequence);
        }
    }

    private void acknowledge(long heard, int upTo) {
        timeLine.plan(heard + roundTrip(), receiver, ACK, upTo);
    }

    private int roundTrip() {
        return sender.side() == Side.CLIENT ? SERVER_ROUND_TRIP : route.roundTrip();
    }

    /// Ends the transfer. A lone segment is acknowledged by the answer to it.
    private long finish(long at) {
        if (content.length() > route.mss()) {
            acknowledge(at, sender.next());
        }
        return sender.side() == Side.CLIENT ? at + SERVER_ROUND_TRIP : at;
    }
}
