package io.mailtap.conformance;

import java.util.Iterator;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The differences from Zeek that are meant: one constant for each entry of
/// docs/zeek-differences.md, with the rule that tells its events.
///
/// A rule takes out of the two lists exactly the events that it explains, and nothing else: what it
/// leaves is unexplained. The rules are tried in this order.
enum ZeekDifference {
    /// SASL answers are named after what they are.
    AUTH_ANSWER_NAME {
        @Override
        int explain(Trails all, List<Observation> zeek, List<Observation> ours) {
            return pairs(
                    zeek,
                    ours,
                    z -> z.name().equals("smtp_request") && z.argument("command").equals("**"),
                    (z, o) ->
                            o.argument("command").equals("AUTH_ANSWER")
                                    && o.argument("arg").equals(z.argument("arg")));
        }
    },
    /// SASL answers that were sent ahead of the challenge are still answers.
    AUTH_ANSWER_PIPELINED {
        @Override
        int explain(Trails all, List<Observation> zeek, List<Observation> ours) {
            return pairs(
                    zeek,
                    ours,
                    z -> isUnexpected(z, "unknown command"),
                    (z, o) ->
                            o.argument("command").equals("AUTH_ANSWER")
                                    && o.argument("arg").equals(z.argument("detail")));
        }
    },
    /// After AUTH a mail may be sent.
    MAIL_AFTER_AUTH {
        @Override
        int explain(Trails all, List<Observation> zeek, List<Observation> ours) {
            boolean auth = all.zeekHas("smtp_request", "command", "AUTH");
            return auth ? alone(zeek, z -> isCommand(z, "MAIL reply = 0 state = 1")) : 0;
        }
    },
    /// BDAT is a command like any other.
    BDAT_IS_EXPECTED {
        @Override
        int explain(Trails all, List<Observation> zeek, List<Observation> ours) {
            return alone(zeek, z -> isCommand(z, "BDAT reply = 0 state = 13"));
        }
    },
    /// After the reply to the last chunk the next mail may be sent.
    MAIL_AFTER_BDAT {
        @Override
        int explain(Trails all, List<Observation> zeek, List<Observation> ours) {
            boolean bdat = all.zeekHas("smtp_request", "command", "BDAT");
            return bdat ? alone(zeek, z -> isCommand(z, "MAIL reply = 0 state = 7")) : 0;
        }
    },
    /// `BDAT 0 LAST` ends the mail at once, not when the client next speaks.
    BDAT_0_LAST_ENDS_THE_MAIL {
        @Override
        int explain(Trails all, List<Observation> zeek, List<Observation> ours) {
            boolean empty = all.zeekHas("smtp_request", "arg", "0 LAST");
            return empty ? moved(zeek, ours, z -> z.name().equals("smtp_reply")) : 0;
        }
    },
    /// A client may greet again, which ends the transaction.
    EHLO_AGAIN {
        private static final Pattern GREETED =
                Pattern.compile("(EHLO|HELO) reply = 0 state = [3457]");

        @Override
        int explain(Trails all, List<Observation> zeek, List<Observation> ours) {
            return alone(
                    zeek,
                    z ->
                            isUnexpected(z, "unexpected command")
                                    && GREETED.matcher(z.argument("detail")).matches());
        }
    },
    /// What comes behind DATA before its reply is read when the reply has come.
    TEXT_WAITS_FOR_THE_REPLY {
        @Override
        int explain(Trails all, List<Observation> zeek, List<Observation> ours) {
            return all.hasTextBeforeReply()
                    ? moved(
                            zeek,
                            ours,
                            z ->
                                    z.name().equals("smtp_reply")
                                            || z.name().equals("smtp_data")
                                            || z.name().startsWith("mime_"))
                    : 0;
        }
    },
    /// The reply to an earlier command does not end the DATA phase that has begun since.
    EARLIER_REPLY_DOES_NOT_END_DATA {
        @Override
        int explain(Trails all, List<Observation> zeek, List<Observation> ours) {
            return MailTextAsCommands.explain(zeek, ours);
        }
    },
    /// A violation takes an analyzer off at once, so that it raises no more of them.
    VIOLATION_ENDS_IT_AT_ONCE {
        @Override
        int explain(Trails all, List<Observation> zeek, List<Observation> ours) {
            boolean same = all.ours().stream().anyMatch(o -> isViolation(o));
            return same ? alone(zeek, z -> isViolation(z) && !ours.contains(z)) : 0;
        }

        private boolean isViolation(Observation event) {
            return event.name().equals("analyzer_violation");
        }
    },
    /// After STARTTLS nothing is read as SMTP any more, not even after a gap.
    GAP_IN_TLS {
        @Override
        int explain(Trails all, List<Observation> zeek, List<Observation> ours) {
            return all.zeekHasEvent("smtp_starttls")
                    ? alone(zeek, z -> z.name().equals("smtp_unexpected") && all.isAfterTls(z))
                    : 0;
        }
    },
    /// The line break before a boundary is not the part's.
    DELIMITER_LINE_BREAK {
        @Override
        int explain(Trails all, List<Observation> zeek, List<Observation> ours) {
            return DelimiterLineBreak.explain(all, zeek, ours);
        }
    },
    /// POP3 mail is dot-unstuffed, and so is what is decoded from it.
    POP3_DOT_STUFFING {
        @Override
        int explain(Trails all, List<Observation> zeek, List<Observation> ours) {
            return Pop3Text.explainDots(all, zeek, ours);
        }
    },
    /// POP3 lines are reported as they were sent, blanks included.
    POP3_TEXT_AS_SENT {
        @Override
        int explain(Trails all, List<Observation> zeek, List<Observation> ours) {
            return Pop3Text.explainBlanks(zeek, ours);
        }
    };

    /// Both sequences of events of a connection, whole.
    record Trails(List<Observation> zeek, List<Observation> ours) {
        boolean zeekHas(String event, String argument, String value) {
            return zeek.stream()
                    .anyMatch(z -> z.name().equals(event) && z.argument(argument).equals(value));
        }

        boolean zeekHasEvent(String event) {
            return zeek.stream().anyMatch(z -> z.name().equals(event));
        }

        /// Whether Zeek saw mail text between DATA and the reply to it.
        boolean hasTextBeforeReply() {
            boolean awaits = false;
            for (Observation z : zeek) {
                switch (z.name()) {
                    case "smtp_request" -> awaits = z.argument("command").equals("DATA");
                    case "smtp_reply" -> awaits &= !z.argument("cmd").equals("DATA");
                    case "smtp_data" -> {
                        if (awaits) {
                            return true;
                        }
                    }
                    default -> {}
                }
            }
            return false;
        }

        boolean isAfterTls(Observation z) {
            int tls = -1;
            for (int i = 0; i < zeek.size(); i++) {
                if (zeek.get(i).name().equals("smtp_starttls")) {
                    tls = i;
                }
            }
            return tls >= 0 && zeek.subList(tls, zeek.size()).contains(z);
        }
    }

    /// Takes out what this difference explains.
    ///
    /// @param zeek events that only Zeek has, in order
    /// @param ours events that only we have, in order
    /// @return how many of Zeek's and ours were taken out
    abstract int explain(Trails all, List<Observation> zeek, List<Observation> ours);

    /// {@return the heading of its entry in docs/zeek-differences.md}
    String heading() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static boolean isUnexpected(Observation z, String msg) {
        return z.name().equals("smtp_unexpected") && z.argument("msg").equals(msg);
    }

    private static boolean isCommand(Observation z, String detail) {
        return isUnexpected(z, "unexpected command") && z.argument("detail").equals(detail);
    }

    static int alone(List<Observation> zeek, Predicate<Observation> is) {
        int before = zeek.size();
        zeek.removeIf(is);
        return before - zeek.size();
    }

    /// Takes out events of Zeek's, each with the first of ours that answers it.
    static int pairs(
            List<Observation> zeek,
            List<Observation> ours,
            Predicate<Observation> is,
            BiPredicate<Observation, Observation> answers) {
        int count = 0;
        for (Iterator<Observation> each = zeek.iterator(); each.hasNext(); ) {
            Observation z = each.next();
            if (!is.test(z)) {
                continue;
            }
            Observation partner =
                    ours.stream().filter(o -> answers.test(z, o)).findFirst().orElse(null);
            if (partner != null) {
                ours.remove(partner);
                each.remove();
                count += 2;
            }
        }
        return count;
    }

    /// Takes out events that both have, at different places.
    private static int moved(
            List<Observation> zeek, List<Observation> ours, Predicate<Observation> is) {
        return pairs(zeek, ours, is, Observation::equals);
    }
}
