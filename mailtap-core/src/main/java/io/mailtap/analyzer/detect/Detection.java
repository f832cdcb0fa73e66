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
/// at the latest after [DetectionLimits#reach] octets of both directions, the last one included
/// wherever it lies in its segment.
///
/// What fires, and what analyzers have been told by then, does not depend on how a stream is cut:
/// whatever matches is acted on at the very octet that makes it match. There is one exception, in
/// the nature of the thing: `payload-size` asks for the size of a direction's first piece.
public final class Detection {
    private final Signatures signatures;
    private final DetectionTarget target;

    // Those of nobody until a direction says something, or ends.
    private Side orig = Side.SILENT_ORIGINATOR;
    private Side resp = Side.SILENT_RESPONDER;
    private final Recording recording = new Recording();
    private boolean news;
    private boolean stopped;
    private boolean closing;
    private boolean over;

    /// Begins with a connection's next octets.
    ///
    /// @param signatures what to look for
    /// @param target what to act on
    public Detection(Signatures signatures, DetectionTarget target) {
        this.signatures = signatures;
        this.target = target;
    }

    /// {@return what is known of a direction, which from now on is something}
    private Side of(Direction from) {
        if (from.isOrig()) {
            orig = orig == Side.SILENT_ORIGINATOR ? new Side() : orig;
            return orig;
        }
        resp = resp == Side.SILENT_RESPONDER ? new Side() : resp;
        return resp;
    }

    private Direction from(Side side) {
        return Direction.of(side == orig);
    }

    private Side opposite(Side side) {
        return side == orig ? resp : orig;
    }

    private Automaton automaton(Side side) {
        return signatures.automaton(from(side));
    }

    /// {@return whether nothing can come of it any more}
    public boolean isOver() {
        return over;
    }

    // ---- the stream

    /// Looks at the next octets of a direction, at most up to where something matches. Then the
    /// analyzers that are there already have their turn with the same octets, and then [#act].
    ///
    /// @param from who sent them
    /// @param data borrowed
    /// @return how many of them were looked at, at least one
    public int look(Direction from, ByteSlice data) {
        if (over || stopped) {
            return data.length();
        }
        Side side = of(from);
        int end = Math.min(data.length(), reach() - seen());
        if (side.firstPiece < 0) {
            side.firstPiece = data.length();
            if (signatures.mayFireAtOnce()) {
                news = true;
                end = 1;
            }
        }
        int looked = scan(side, data, end);
        if (!over) {
            keep(from, data, looked);
        }
        return looked;
    }

    private int reach() {
        return target.limits().reach(orig.fired != Side.NONE || resp.fired != Side.NONE);
    }

    private int seen() {
        return orig.octets + resp.octets;
    }

    private int scan(Side side, ByteSlice data, int end) {
        Automaton automaton = automaton(side);
        int at = 0;
        while (at < end && !over) {
            Outlook before = automaton.outlook(side);
            if (before.live().isEmpty()) {
                side.octets += end - at;
                return end;
            }
            BitSet matched = side.matched(automaton);
            int next = automaton.run(side, data, at, end);
            side.octets += next - at;
            at = next;
            Outlook now = automaton.outlook(side);
            if (now != before) {
                if (!now.matched().equals(before.matched())) {
                    side.match(matched, now.matched(), signatures);
                    news = true;
                    break;
                }
                review();
            }
        }
        return at;
    }

    private void keep(Direction from, ByteSlice data, int count) {
        recording.data(from, data, count);
        if (!target.hold(count)) {
            target.onMemoryExceeded();
            end();
        }
    }

    /// Acts on what was found by the last [#look].
    public void act() {
        if (over) {
            return;
        }
        boolean due = news;
        if (news) {
            news = false;
            fire();
        }
        if (seen() >= reach() && !stopped) {
            stopped = true;
            due = true;
        }
        if (due) {
            review();
        }
    }

    /// Takes note that octets are missing. What is matched goes on behind them, as in Zeek.
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
        if (over || side.hasEnded()) {
            return;
        }
        side.end();
        if (!stopped) {
            recording.end(from);
            side.matchAtEnd(automaton(side), signatures);
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
            target.hold(-recording.octets());
        }
    }

    // ---- the rules

    private void fire() {
        BitSet ofOrig = complete(orig);
        BitSet ofResp = complete(resp);
        boolean news;
        do {
            news = false;
            for (int r = next(ofOrig, ofResp, 0); r >= 0; r = next(ofOrig, ofResp, r + 1)) {
                Rule rule = signatures.rule(r);
                news |= fire(rule, orig) | fire(rule, resp);
            }
        } while (news);
    }

    /// The rules of which alone it makes sense to ask whether they hold.
    private BitSet complete(Side side) {
        return side.hasEnded() ? signatures.all() : automaton(side).outlook(side).complete();
    }

    /// The rules of which alone it makes sense to ask whether they may still fire.
    private BitSet possible(Side side) {
        return side.hasEnded() ? signatures.all() : automaton(side).outlook(side).possible();
    }

    /// {@return the first number at or after `from` that is in one of the sets, or -1}
    private static int next(BitSet one, BitSet other, int from) {
        int first = one.nextSetBit(from);
        int second = other.nextSetBit(from);
        return first < 0 || second >= 0 && second < first ? second : first;
    }

    private boolean fire(Rule rule, Side side) {
        if (!rule.isFor(from(side)) || side.fired.get(rule.number) || !holds(rule, side)) {
            return false;
        }
        side.fired = signatures.with(side.fired, rule.number);
        if (!closing && !stopped) {
            for (String analyzer : rule.enables) {
                target.enable(analyzer);
            }
            for (String analyzer : rule.enablesAgain) {
                target.enableAgain(analyzer);
            }
        }
        if (target.wantsMatches()) {
            for (String msg : rule.signature.events()) {
                Direction from = from(side);
                Bytes data = recording.octetsOf(from);
                int size = Math.max(0, side.firstPiece);
                target.matched(rule.signature.name(), from, msg, data, size);
            }
        }
        return true;
    }

    private boolean holds(Rule rule, Side side) {
        if (side.octets == 0 || !isRight(rule, side) || isInterrupted(rule, side)) {
            return false;
        }
        for (int pattern : rule.patterns) {
            if (!side.hasMatched(automaton(side), pattern)) {
                return false;
            }
        }
        for (Rule.Need need : rule.needs) {
            boolean fired = other(side, need).fired.get(need.rule());
            if (need.negated() ? !closing || fired : !fired) {
                return false;
            }
        }
        return isRightSize(rule, side) && (!rule.established || isEstablished());
    }

    private static boolean isRightSize(Rule rule, Side side) {
        for (Signature.SizeTest size : rule.sizes) {
            if (!size.comparison().holds(side.firstPiece, size.list())) {
                return false;
            }
        }
        return true;
    }

    private boolean isInterrupted(Rule rule, Side side) {
        return rule.signature.silence() && opposite(side).octets > 0;
    }

    private Side other(Side side, Rule.Need need) {
        return need.reverse() ? opposite(side) : side;
    }

    /// Whether the packets' headers are what the rule wants.
    private boolean isRight(Rule rule, Side side) {
        for (HeaderTest test : rule.headers) {
            if (!test.holds(target.connection(), from(side))) {
                return false;
            }
        }
        return true;
    }

    private boolean isEstablished() {
        Connection c = target.connection();
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
        Outlook outlook = automaton(resp).outlook(resp);
        if (outlook.reason() >= 0 && isReason(signatures.rule(outlook.reason()))) {
            return;
        }
        BitSet ofOrig = possible(orig);
        BitSet ofResp = possible(resp);
        for (int r = next(ofOrig, ofResp, 0); r >= 0; r = next(ofOrig, ofResp, r + 1)) {
            if (isReason(signatures.rule(r))) {
                outlook.reason(r);
                return;
            }
        }
        end();
    }

    /// Whether a rule is reason enough to go on.
    private boolean isReason(Rule rule) {
        return hasEffect(rule) && (mayFire(rule, orig) || mayFire(rule, resp));
    }

    private boolean hasEffect(Rule rule) {
        if (!rule.signature.events().isEmpty() && target.wantsMatches()) {
            return true;
        }
        if (stopped) {
            return false;
        }
        for (String analyzer : rule.enables) {
            if (target.mayEnable(analyzer)) {
                return true;
            }
        }
        for (String analyzer : rule.enablesAgain) {
            if (target.mayEnableAgain(analyzer)) {
                return true;
            }
        }
        return false;
    }

    private boolean mayFire(Rule rule, Side side) {
        return !side.fired.get(rule.number) && isPossible(rule, side);
    }

    private boolean isPossible(Rule rule, Side side) {
        if (!rule.isFor(from(side))) {
            return false;
        }
        if (side.fired.get(rule.number)) {
            return true;
        }
        boolean open = !stopped && !side.hasEnded();
        if (side.octets == 0 && !open || isInterrupted(rule, side)) {
            return false;
        }
        Automaton automaton = automaton(side);
        BitSet live = automaton.outlook(side).live();
        for (int p : rule.patterns) {
            boolean may = open && live.get(p) && side.octets < signatures.within(p);
            if (!may && !side.hasMatched(automaton, p)) {
                return false;
            }
        }
        for (Rule.Need need : rule.needs) {
            Side other = other(side, need);
            Rule needed = signatures.rule(need.rule());
            if (need.negated() ? other.fired.get(need.rule()) : !isPossible(needed, other)) {
                return false;
            }
        }
        return isRight(rule, side) && (side.firstPiece < 0 || isRightSize(rule, side));
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
