package io.mailtap.analyzer.detect;

import io.mailtap.bytes.Bytes;
import io.mailtap.net.Connection;
import io.mailtap.net.Direction;
import io.mailtap.net.EndpointState;
import java.util.BitSet;

/// Which rules have fired on a connection, and which still may.
///
/// Where its streams are is [Detection]; the two are one object.
abstract sealed class RuleWatch permits Detection {
    final Signatures signatures;
    final DetectionTarget target;

    // Those of nobody until a direction says something, or ends.
    Side orig = Side.SILENT_ORIGINATOR;
    Side resp = Side.SILENT_RESPONDER;
    final Recording recording = new Recording();

    // Whether as much was looked at as is ever looked at: nothing is enabled any more.
    boolean stopped;

    // Whether the connection ends: what must not have fired has not.
    boolean closing;

    // Whether rules are to fire that have an effect, for which it is not time yet.
    boolean due;

    RuleWatch(Signatures signatures, DetectionTarget target) {
        this.signatures = signatures;
        this.target = target;
    }

    private Direction from(Side side) {
        return Direction.of(side == orig);
    }

    private Side opposite(Side side) {
        return side == orig ? resp : orig;
    }

    private Side other(Side side, Rule.Need need) {
        return need.reverse() ? opposite(side) : side;
    }

    final Automaton automaton(Side side) {
        return signatures.automaton(from(side));
    }

    final boolean hasAnyFired() {
        return orig.fired != Side.NONE || resp.fired != Side.NONE;
    }

    /// {@return the first number at or after `from` that is in one of the sets, or -1}
    private static int next(BitSet one, BitSet other, int from) {
        int first = one.nextSetBit(from);
        int second = other.nextSetBit(from);
        return first < 0 || second >= 0 && second < first ? second : first;
    }

    // ---- which fire

    /// Fires all rules that hold.
    final void fire() {
        due = false;
        fire(false);
    }

    /// Fires those of the rules that hold of which nothing comes, as nobody can tell when they do.
    /// The others are [#due].
    final void fireQuietly() {
        fire(true);
    }

    private void fire(boolean quietly) {
        BitSet ofOrig = complete(orig);
        BitSet ofResp = complete(resp);
        boolean news;
        do {
            news = false;
            for (int r = next(ofOrig, ofResp, 0); r >= 0; r = next(ofOrig, ofResp, r + 1)) {
                Rule rule = signatures.rule(r);
                news |= fire(rule, orig, quietly) | fire(rule, resp, quietly);
            }
        } while (news);
    }

    /// The rules of which alone it makes sense to ask whether they hold.
    private BitSet complete(Side side) {
        return side.hasEnded() ? signatures.all() : automaton(side).outlook(side).complete();
    }

    private boolean fire(Rule rule, Side side, boolean quietly) {
        if (!rule.isFor(from(side)) || side.fired.get(rule.number) || !holds(rule, side)) {
            return false;
        }
        if (quietly && hasEffect(rule)) {
            due = true;
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

    // ---- which may still fire

    /// Whether a rule that has an effect may still fire.
    final boolean mayAnyFire() {
        Outlook outlook = automaton(resp).outlook(resp);
        if (outlook.reason() >= 0 && isReason(signatures.rule(outlook.reason()))) {
            return true;
        }
        BitSet ofOrig = possible(orig);
        BitSet ofResp = possible(resp);
        for (int r = next(ofOrig, ofResp, 0); r >= 0; r = next(ofOrig, ofResp, r + 1)) {
            if (isReason(signatures.rule(r))) {
                outlook.reason(r);
                return true;
            }
        }
        return false;
    }

    /// The rules of which alone it makes sense to ask whether they may still fire.
    private BitSet possible(Side side) {
        return side.hasEnded() ? signatures.all() : automaton(side).outlook(side).possible();
    }

    /// Whether a rule is reason enough to go on.
    private boolean isReason(Rule rule) {
        return hasEffect(rule) && (mayFire(rule, orig) || mayFire(rule, resp));
    }

    /// Whether something comes of a rule that fires. If not, nothing ever will.
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
}
