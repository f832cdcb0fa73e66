package io.mailtap.analyzer.detect;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.net.Connection;
import io.mailtap.net.Direction;
import io.mailtap.net.EndpointState;
import java.util.BitSet;

/// Looks for the signatures in one connection's first octets, and keeps these for replay.
///
/// A signature fires once for each direction. Detection is over as soon as no signature can have an
/// effect any more, which for most connections is with the first octets of the side that answers;
/// at the latest after [DetectionLimits#reach()] octets of both directions, the last one included
/// wherever it lies in its segment.
///
/// What fires does not depend on how a stream is cut, with one exception that is in the nature of
/// the thing: `payload-size` asks for the size of a direction's first piece.
public final class Detection {
    /// What detection acts on.
    public interface Target {
        /// {@return whether the analyzer can be enabled, now or later}
        ///
        /// @param analyzer name in upper case
        boolean mayEnable(String analyzer);

        /// Tries an analyzer, unless it is there already.
        ///
        /// @param analyzer name in upper case
        void enable(String analyzer);

        /// {@return whether anybody wants to know of matches}
        boolean wantsMatches();

        /// A signature with a message has matched.
        ///
        /// @param signature its name
        /// @param from the direction
        /// @param msg the message
        /// @param data the direction's octets so far
        /// @param payloadSize size of the direction's first piece
        void matched(String signature, Direction from, String msg, Bytes data, long payloadSize);

        /// The memory for all detection is used up.
        void onMemoryExceeded();
    }

    /// What is known of one direction.
    private static final class Side {
        final Direction from;
        final Scan scan;
        final BitSet fired = new BitSet();
        BitSet matched = new BitSet();
        BitSet late = new BitSet();
        long octets;
        long firstPiece = -1;
        boolean ended;

        Side(Direction from, Scan scan) {
            this.from = from;
            this.scan = scan;
        }
    }

    private final Signatures signatures;
    private final Connection c;
    private final Target target;
    private final DetectionBudget budget;
    private final Side orig;
    private final Side resp;
    private final Recording recording = new Recording();
    private int seen;
    private boolean stopped;
    private boolean closing;
    private boolean over;

    /// Begins with a connection's next octets.
    ///
    /// @param signatures what to look for
    /// @param c the connection
    /// @param budget what all connections may keep
    /// @param target what to act on
    public Detection(Signatures signatures, Connection c, DetectionBudget budget, Target target) {
        this.signatures = signatures;
        this.c = c;
        this.budget = budget;
        this.target = target;
        orig = side(Direction.ORIGINATOR);
        resp = side(Direction.RESPONDER);
    }

    private Side side(Direction from) {
        Side side = new Side(from, signatures.automaton(from).begin());
        side.matched = side.scan.outlook.matched();
        return side;
    }

    private Side of(Direction from) {
        return from.isOrig() ? orig : resp;
    }

    /// {@return whether nothing can come of it any more}
    public boolean isOver() {
        return over;
    }

    // ---- the stream

    /// Takes the next octets of a direction.
    ///
    /// @param from who sent them
    /// @param data borrowed
    /// @return how many of them are part of a replay
    public int onData(Direction from, ByteSlice data) {
        if (over || stopped) {
            return 0;
        }
        int count = Math.min(data.length(), budget.limits().reach() - seen);
        seen += count;
        recording.data(from, data, count);
        budget.change(count);
        if (budget.isExceeded()) {
            target.onMemoryExceeded();
            end();
            return 0;
        }
        Side side = of(from);
        boolean first = side.firstPiece < 0;
        if (first) {
            side.firstPiece = data.length();
        }
        scan(side, data, count, first);
        if (!over && seen == budget.limits().reach()) {
            stopped = true;
            review();
        }
        return count;
    }

    private void scan(Side side, ByteSlice data, int count, boolean first) {
        Automaton automaton = signatures.automaton(side.from);
        boolean news = first;
        int at = 0;
        while (at < count && !over) {
            Outlook before = side.scan.outlook;
            int next = automaton.run(side.scan, data, at, count);
            side.octets += next - at;
            at = next;
            if (side.scan.outlook != before) {
                note(side);
                news = true;
            }
            if (news) {
                news = false;
                fire();
                review();
            }
        }
    }

    /// Takes over what has matched since, and when.
    private void note(Side side) {
        BitSet now = side.scan.outlook.matched();
        for (int p = now.nextSetBit(0); p >= 0; p = now.nextSetBit(p + 1)) {
            if (!side.matched.get(p) && side.octets > signatures.within(p)) {
                side.late.set(p);
            }
        }
        side.matched = now;
    }

    /// Takes note that octets are missing. What is matched goes on behind them.
    ///
    /// @param from who sent them
    /// @param seq position of the first
    /// @param length how many
    public void onGap(Direction from, long seq, long length) {
        if (over || stopped) {
            return;
        }
        recording.gap(from, seq, length);
        if (recording.gaps() > DetectionLimits.MOST_GAPS) {
            end();
        }
    }

    /// Takes note that a direction has ended.
    ///
    /// @param from which
    public void onEndOfStream(Direction from) {
        Side side = of(from);
        if (over || side.ended) {
            return;
        }
        side.ended = true;
        if (!stopped) {
            recording.end(from);
            side.matched = signatures.automaton(from).matchedAtEnd(side.scan);
            fire();
        }
        review();
    }

    /// Takes note that the connection ends: what must not have matched has not.
    public void onRemove() {
        if (!over) {
            closing = true;
            fire();
            end();
        }
    }

    private void end() {
        if (!over) {
            over = true;
            budget.change(-seen);
        }
    }

    // ---- the rules

    private void fire() {
        boolean news;
        do {
            news = false;
            for (Rule rule : signatures.rules()) {
                news |= fire(rule, orig) | fire(rule, resp);
            }
        } while (news);
    }

    private boolean fire(Rule rule, Side side) {
        if (side.fired.get(rule.number()) || !holds(rule, side)) {
            return false;
        }
        side.fired.set(rule.number());
        for (String analyzer : rule.enables()) {
            if (!closing && !stopped) {
                target.enable(analyzer);
            }
        }
        for (String msg : rule.signature().events()) {
            if (target.wantsMatches()) {
                Bytes data = recording.octetsOf(side.from);
                target.matched(
                        rule.signature().name(),
                        side.from,
                        msg,
                        data,
                        Math.max(0, side.firstPiece));
            }
        }
        return true;
    }

    private boolean holds(Rule rule, Side side) {
        if (side.octets == 0 || !isRight(rule, side)) {
            return false;
        }
        BitSet patterns = rule.patterns();
        for (int p = patterns.nextSetBit(0); p >= 0; p = patterns.nextSetBit(p + 1)) {
            if (!side.matched.get(p) || side.late.get(p)) {
                return false;
            }
        }
        for (Rule.Need need : rule.needs()) {
            boolean fired = other(side, need).fired.get(need.rule());
            if (need.negated() ? !closing || fired : !fired) {
                return false;
            }
        }
        return rule.signature().sizes().stream()
                        .allMatch(size -> size.comparison().holds(side.firstPiece, size.list()))
                && (!rule.signature().tcpStates().contains(Signature.TcpState.ESTABLISHED)
                        || rule.signature().tcpStates().contains(Signature.TcpState.STATELESS)
                        || isEstablished());
    }

    private Side other(Side side, Rule.Need need) {
        return need.reverse() ? of(side.from.opposite()) : side;
    }

    /// Whether the direction and the packets' headers are what the rule wants.
    private boolean isRight(Rule rule, Side side) {
        Signature signature = rule.signature();
        if (!signature.isFor(side.from)) {
            return false;
        }
        for (HeaderTest test : signature.headers()) {
            if (!test.holds(c, side.from)) {
                return false;
            }
        }
        return true;
    }

    private boolean isEstablished() {
        return isBeyondHandshake(c.orig().state()) && isBeyondHandshake(c.resp().state());
    }

    private static boolean isBeyondHandshake(EndpointState state) {
        return switch (state) {
            case INACTIVE, SYN_SENT, SYN_ACK_SENT -> false;
            case PARTIAL, ESTABLISHED, CLOSED, RESET -> true;
        };
    }

    /// Ends detection if no rule that has an effect can fire any more.
    public void review() {
        if (over) {
            return;
        }
        for (Rule rule : signatures.rules()) {
            if (hasEffect(rule) && (mayFire(rule, orig) || mayFire(rule, resp))) {
                return;
            }
        }
        end();
    }

    private boolean hasEffect(Rule rule) {
        if (!rule.signature().events().isEmpty()) {
            return true;
        }
        for (String analyzer : rule.enables()) {
            if (!stopped && target.mayEnable(analyzer)) {
                return true;
            }
        }
        return false;
    }

    private boolean mayFire(Rule rule, Side side) {
        return !side.fired.get(rule.number()) && isPossible(rule, side);
    }

    private boolean isPossible(Rule rule, Side side) {
        if (side.fired.get(rule.number())) {
            return true;
        }
        boolean open = !stopped && !side.ended;
        if (side.octets == 0 && !open) {
            return false;
        }
        BitSet patterns = rule.patterns();
        BitSet live = side.scan.outlook.live();
        for (int p = patterns.nextSetBit(0); p >= 0; p = patterns.nextSetBit(p + 1)) {
            boolean matched = side.matched.get(p) && !side.late.get(p);
            boolean may = open && live.get(p) && side.octets < signatures.within(p);
            if (!matched && !may) {
                return false;
            }
        }
        for (Rule.Need need : rule.needs()) {
            Side other = other(side, need);
            Rule needed = signatures.rules().get(need.rule());
            if (need.negated() ? other.fired.get(need.rule()) : !isPossible(needed, other)) {
                return false;
            }
        }
        return isRight(rule, side)
                && (side.firstPiece < 0
                        || rule.signature().sizes().stream()
                                .allMatch(s -> s.comparison().holds(side.firstPiece, s.list())));
    }

    // ---- replay

    /// Says again to an analyzer what has been said so far.
    ///
    /// @param analyzer listens
    /// @param skipOrig octets of the originator that it is not told
    /// @param skipResp octets of the responder that it is not told
    public void replay(Listener analyzer, long skipOrig, long skipResp) {
        recording.replay(analyzer, skipOrig, skipResp);
    }

    /// Takes a replay.
    public interface Listener extends Recording.Listener {}
}
