package io.mailtap.analyzer.detect;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.net.Direction;
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
/// the nature of the thing: `payload-size` asks for the size of a direction's first piece. What
/// matches without an effect, as on ports whose analyzer is there already, cuts nothing: lines that
/// come whole are given to analyzers whole.
public final class Detection extends RuleWatch {
    private boolean over;

    /// Begins with a connection's next octets.
    ///
    /// @param signatures what to look for
    /// @param target what to act on
    public Detection(Signatures signatures, DetectionTarget target) {
        super(signatures, target);
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
        int most = data.length();
        if (side.firstPiece < 0) {
            side.firstPiece = most;
            if (signatures.mayFireAtOnce()) {
                due = true;
                most = 1;
            }
        }
        int looked = scan(side, data, most);
        if (over) {
            return data.length();
        }
        keep(from, data, looked);
        return looked;
    }

    private int reach() {
        return target.limits().reach(hasAnyFired());
    }

    private int seen() {
        return orig.octets + resp.octets;
    }

    private int scan(Side side, ByteSlice data, int most) {
        Automaton automaton = automaton(side);
        int end = Math.min(most, reach() - seen());
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
            if (now == before) {
                continue;
            }
            if (!now.matched().equals(before.matched())) {
                side.match(matched, now.matched(), signatures);
                fireQuietly();
                if (due) {
                    break;
                }
                end = Math.min(most, at + reach() - seen());
            }
            review();
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
        boolean news = due;
        if (due) {
            fire();
        }
        if (seen() >= reach() && !stopped) {
            stopped = true;
            news = true;
        }
        if (news) {
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

    /// Ends detection if no rule that has an effect can fire any more.
    public void review() {
        if (!over && !mayAnyFire()) {
            end();
        }
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
