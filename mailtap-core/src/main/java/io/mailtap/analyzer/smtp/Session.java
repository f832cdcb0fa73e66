package io.mailtap.analyzer.smtp;

import io.mailtap.bytes.Bytes;
import io.mailtap.net.Direction;

/// The state of an SMTP session, moved by commands and by replies to them.
///
/// We observe and do not enforce: what does not fit the state is reported as `smtp_unexpected` and
/// taken all the same. A command moves the state at once, in the belief that it will succeed,
/// because with PIPELINING the next is already on its way; a refusal moves it back. The meaning of
/// a reply depends on the command that it answers, hardly on the state, since we may have joined
/// late.
///
/// What is not state but mail is [Dialogue]'s, which is one object with it: a million connections
/// have one each.
abstract sealed class Session permits Replies {
    private State state;

    Session(State first) {
        state = first;
    }

    /// {@return who is the client}
    abstract Direction sender();

    /// Swaps the roles.
    abstract void turn();

    /// Begins a mail, ending one that is still open.
    abstract void beginData(State next, Direction from);

    /// Ends the mail.
    abstract void endData();

    /// Ends the mail, and reads what is missing of its chunk as commands.
    abstract void refuseChunks();

    /// Gives what follows the reply to TLS.
    abstract void starttls();

    /// Reports what does not fit.
    abstract void unexpected(Direction from, String msg, Bytes detail);

    final State state() {
        return state;
    }

    final void become(State next) {
        state = next;
    }

    // ---- commands

    /// Moves the state for a command other than BDAT.
    final void command(Verb verb) {
        if (state == State.QUIT) {
            unexpectedCommand(verb, 0);
        }
        expect(verb);
        switch (verb) {
            case EHLO, HELO, LHLO, RSET -> state = State.READY;
            case MAIL, SEND, SOML, SAML -> state = State.MAIL_OK;
            case RCPT -> state = State.RCPT_OK;
            case DATA -> beginData(State.IN_DATA, sender());
            case END_OF_DATA -> {
                endData();
                state = State.AFTER_DATA;
            }
            case QUIT -> state = State.QUIT;
            case GREETING, BDAT, BDAT_LAST, AUTH, AUTH_ANSWER, STARTTLS, X_ANONYMOUSTLS, TURN -> {}
            case ETRN, VRFY, EXPN, HELP, NOOP, EMPTY_LINE, UNKNOWN -> {}
        }
    }

    /// Takes note of a BDAT command that begins a chunk.
    ///
    /// @param before the state in which it came
    final void chunk(State before) {
        if (before != State.RCPT_OK && before != State.IN_BDAT) {
            State now = state;
            state = before;
            unexpectedCommand(Verb.BDAT, 0);
            state = now;
        }
        state = State.IN_BDAT;
    }

    private void expect(Verb verb) {
        boolean fits =
                switch (verb) {
                    // EHLO may be repeated at any time (RFC 5321, 4.1.4)
                    case EHLO, HELO, LHLO -> isGreetable();
                    // the next MAIL may be sent before the reply to the last mail (RFC 2920, 3.1)
                    case MAIL, SEND, SOML, SAML ->
                            state == State.READY || state == State.AFTER_DATA;
                    case RCPT -> state == State.MAIL_OK || state == State.RCPT_OK;
                    case DATA -> state == State.RCPT_OK;
                    case END_OF_DATA -> state == State.IN_DATA || state == State.IN_BDAT;
                    case AUTH, TURN, STARTTLS, X_ANONYMOUSTLS -> state == State.READY;
                    case AUTH_ANSWER -> state == State.IN_AUTH;
                    case GREETING, BDAT, BDAT_LAST, RSET, QUIT -> true;
                    case ETRN, VRFY, EXPN, HELP, NOOP, EMPTY_LINE, UNKNOWN -> true;
                };
        if (!fits) {
            unexpectedCommand(verb, 0);
        }
    }

    private boolean isGreetable() {
        return switch (state) {
            case INITIATED, READY, MAIL_OK, RCPT_OK, AFTER_DATA -> true;
            case CONNECTED, NOT_AVAILABLE, IN_DATA, IN_AUTH, IN_TLS -> false;
            case QUIT, AFTER_GAP, GAP_RECOVERY, IN_BDAT -> false;
        };
    }

    // ---- replies

    /// Moves the state for the first line of a reply.
    final void reply(Verb verb, int code) {
        if (!verb.fits(code)) {
            unexpectedReply(verb, code);
        }
        boolean refused = code >= 400;
        switch (verb) {
            case GREETING -> {
                if (refused && verb.fits(code)) {
                    state = State.NOT_AVAILABLE;
                }
            }
            case EHLO, HELO, LHLO -> {
                if (refused && verb.fits(code) && state != State.IN_DATA) {
                    state = State.INITIATED;
                }
            }
            case MAIL, SEND, SOML, SAML -> {
                if (refused && verb.fits(code) && state != State.IN_DATA) {
                    state = State.READY;
                }
            }
            case DATA -> onDataReply(code);
            case BDAT -> onBdatReply(code);
            case END_OF_DATA, BDAT_LAST -> {
                onBdatReply(code);
                if (state == State.AFTER_DATA) {
                    state = State.READY;
                }
            }
            case AUTH, AUTH_ANSWER -> onAuthReply(verb, code);
            case STARTTLS, X_ANONYMOUSTLS -> onTlsReply(verb, code);
            case TURN -> onTurnReply(code);
            case ETRN, VRFY, EXPN, HELP, NOOP, EMPTY_LINE, UNKNOWN -> onOtherReply(code);
            case RCPT, RSET, QUIT -> {}
        }
    }

    private void onDataReply(int code) {
        if (code == 354) {
            return;
        }
        if (state == State.IN_DATA) {
            endData();
            state = State.READY;
        }
        if (code == 421) {
            state = State.QUIT;
        }
    }

    /// A server that does not know BDAT, or takes no mail, reads no chunk either: what follows is
    /// commands. Others drop the chunk of a refused BDAT (RFC 3030, section 2).
    private void onBdatReply(int code) {
        boolean unknown = code == 500 || code == 502 || code == 521;
        if (unknown && state == State.IN_BDAT) {
            refuseChunks();
            state = State.READY;
        }
    }

    /// A SASL dialogue goes on with 334 and ends with anything else (RFC 4954, section 4).
    private void onAuthReply(Verb verb, int code) {
        if (verb == Verb.AUTH && state != State.READY) {
            unexpectedCommand(verb, code);
        }
        if (code == 334) {
            state = State.IN_AUTH;
        } else if (state == State.IN_AUTH) {
            state = State.READY;
        }
    }

    private void onTlsReply(Verb verb, int code) {
        if (state != State.READY) {
            unexpectedCommand(verb, code);
        }
        if (code == 220) {
            state = State.IN_TLS;
            starttls();
        }
    }

    private void onTurnReply(int code) {
        if (state != State.READY) {
            unexpectedCommand(Verb.TURN, code);
        }
        if (code == 250) {
            turn();
            state = State.CONNECTED;
        }
    }

    private void onOtherReply(int code) {
        if (code == 334) {
            // AUTH itself was lost. What the client sends next is a secret all the same.
            state = State.IN_AUTH;
        } else if (code == 354 && state == State.GAP_RECOVERY) {
            // DATA itself was lost. Zeek has the mail come from the server, we from where its lines
            // come.
            beginData(State.IN_DATA, sender());
        }
    }

    // ---- complaints

    private void unexpectedCommand(Verb verb, int code) {
        String detail = verb.inDetails() + " reply = " + code + " state = " + state.ordinal();
        unexpected(sender(), "unexpected command", Bytes.of(detail));
    }

    private void unexpectedReply(Verb verb, int code) {
        String detail =
                code + " state = " + state.ordinal() + ", last command = " + verb.inDetails();
        unexpected(sender(), "unexpected reply", Bytes.of(detail));
    }
}
