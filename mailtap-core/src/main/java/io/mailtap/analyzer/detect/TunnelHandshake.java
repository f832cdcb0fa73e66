package io.mailtap.analyzer.detect;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.OctetBuffer;
import io.mailtap.net.Direction;
import org.jspecify.annotations.Nullable;

/// Recognises the handshake of a tunnel at a connection's beginning: HTTP CONNECT, SOCKS 4, 4a and
/// 5. What follows it is another conversation.
///
/// The sides speak in turn: a client that does not wait for the proxy's answer is not followed.
public final class TunnelHandshake {
    /// How far it has come.
    public enum Progress {
        /// More octets are needed.
        MORE,
        /// The tunnel is open: the next octet is the first within it.
        OPEN,
        /// It is none, or the proxy has refused.
        NONE
    }

    /// Octets of the longest step.
    static final int LONGEST_STEP = 4096;

    private static final int MORE = Integer.MAX_VALUE;
    private static final int BAD = -1;

    private enum Step {
        CONNECT(Direction.ORIGINATOR),
        CONNECT_REPLY(Direction.RESPONDER),
        SOCKS_4(Direction.ORIGINATOR),
        SOCKS_4_REPLY(Direction.RESPONDER),
        METHODS(Direction.ORIGINATOR),
        METHOD(Direction.RESPONDER),
        LOGIN(Direction.ORIGINATOR),
        LOGIN_REPLY(Direction.RESPONDER),
        REQUEST(Direction.ORIGINATOR),
        REQUEST_REPLY(Direction.RESPONDER);

        final Direction from;

        Step(Direction from) {
            this.from = from;
        }
    }

    private final OctetBuffer taken = new OctetBuffer();
    private @Nullable Step step;
    private Progress progress = Progress.MORE;

    private TunnelHandshake(Step first) {
        step = first;
    }

    /// {@return a recogniser for a client that begins so, or null if it cannot be a tunnel's}
    ///
    /// @param data the client's first octets, at least one, borrowed
    public static @Nullable TunnelHandshake of(ByteSlice data) {
        return switch (data.at(0)) {
            case 'C' -> new TunnelHandshake(Step.CONNECT);
            case 4 -> new TunnelHandshake(Step.SOCKS_4);
            case 5 -> new TunnelHandshake(Step.METHODS);
            default -> null;
        };
    }

    /// {@return how far it has come}
    public Progress progress() {
        return progress;
    }

    /// Takes octets of the handshake.
    ///
    /// @param from who sent them
    /// @param data borrowed
    /// @return how many were taken; what is left is within the tunnel if it is open
    public int onData(Direction from, ByteSlice data) {
        int at = 0;
        while (at < data.length() && progress == Progress.MORE && step != null) {
            if (step.from != from) {
                progress = Progress.NONE;
                break;
            }
            taken.append(data.at(at++));
            int wanted = wanted(step, taken);
            if (wanted == BAD || taken.length() >= LONGEST_STEP) {
                progress = Progress.NONE;
            } else if (taken.length() >= wanted) {
                step = next(step, taken);
                taken.clear();
                progress = step == null ? Progress.OPEN : Progress.MORE;
            }
        }
        return at;
    }

    private static @Nullable Step next(Step done, OctetBuffer said) {
        return switch (done) {
            case CONNECT -> Step.CONNECT_REPLY;
            case SOCKS_4 -> Step.SOCKS_4_REPLY;
            case METHODS -> Step.METHOD;
            case METHOD -> said.at(1) == 2 ? Step.LOGIN : Step.REQUEST;
            case LOGIN -> Step.LOGIN_REPLY;
            case LOGIN_REPLY -> Step.REQUEST;
            case REQUEST -> Step.REQUEST_REPLY;
            case CONNECT_REPLY, SOCKS_4_REPLY, REQUEST_REPLY -> null;
        };
    }

    /// How many octets the step has, as far as those taken tell.
    private static int wanted(Step step, OctetBuffer said) {
        return switch (step) {
            case CONNECT -> text(said, "CONNECT ");
            case CONNECT_REPLY ->
                    said.length() == 10 && said.at(9) != '2' ? BAD : text(said, "HTTP/1.");
            case SOCKS_4 -> socks4(said);
            case SOCKS_4_REPLY -> fits(said, 0, 0) && fits(said, 1, 0x5a) ? 8 : BAD;
            case METHODS -> said.length() < 2 ? MORE : 2 + (said.at(1) & 0xff);
            case METHOD ->
                    fits(said, 0, 5) && (said.length() < 2 || said.at(1) == 0 || said.at(1) == 2)
                            ? 2
                            : BAD;
            case LOGIN -> login(said);
            case LOGIN_REPLY -> fits(said, 0, 1) && fits(said, 1, 0) ? 2 : BAD;
            case REQUEST -> fits(said, 1, 1) ? address(said) : BAD;
            case REQUEST_REPLY -> fits(said, 1, 0) ? address(said) : BAD;
        };
    }

    private static boolean fits(OctetBuffer said, int at, int octet) {
        return said.length() <= at || said.at(at) == octet;
    }

    /// Header lines up to an empty one.
    private static int text(OctetBuffer said, String beginning) {
        int length = said.length();
        if (length <= beginning.length() && said.at(length - 1) != beginning.charAt(length - 1)) {
            return BAD;
        }
        boolean empty =
                length > 3
                        && said.at(length - 1) == '\n'
                        && (said.at(length - 2) == '\n'
                                || said.at(length - 2) == '\r' && said.at(length - 3) == '\n');
        return empty ? length : MORE;
    }

    /// Version, command, port, address, user up to a NUL; with 4a a name up to a NUL.
    private static int socks4(OctetBuffer said) {
        int length = said.length();
        if (!fits(said, 1, 1)) {
            return BAD;
        }
        if (length < 9 || said.at(length - 1) != 0) {
            return MORE; // counted only where it may end, so that it takes linear time
        }
        boolean named = said.at(4) == 0 && said.at(5) == 0 && said.at(6) == 0 && said.at(7) != 0;
        int nuls = 0;
        for (int i = 8; i < length; i++) {
            nuls += said.at(i) == 0 ? 1 : 0;
        }
        return nuls == (named ? 2 : 1) ? length : MORE;
    }

    /// Version, and user and password each behind its length.
    private static int login(OctetBuffer said) {
        if (!fits(said, 0, 1)) {
            return BAD;
        }
        int password = said.length() < 2 ? MORE : 2 + (said.at(1) & 0xff);
        return said.length() <= password ? MORE : password + 1 + (said.at(password) & 0xff);
    }

    /// Version, code, zero, and an address with its port.
    private static int address(OctetBuffer said) {
        if (!fits(said, 0, 5)) {
            return BAD;
        }
        if (said.length() < 5) {
            return MORE;
        }
        return switch (said.at(3)) {
            case 1 -> 10;
            case 3 -> 7 + (said.at(4) & 0xff);
            case 4 -> 22;
            default -> BAD;
        };
    }
}
