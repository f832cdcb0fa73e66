package io.mailtap.analyzer.smtp;

/// Beginnings that many transcripts share.
final class Prelude {
    static final String GREETED =
            """
            S: 220 mx
               reply 220 to > "mx"
            C: EHLO c
               command EHLO "c"
            S: 250 mx
               reply 250 to EHLO "mx"
            """;

    static final String SENDER =
            GREETED
                    + """
                    C: MAIL FROM:<a@b>
                       command MAIL "FROM:<a@b>"
                    S: 250 ok
                       reply 250 to MAIL "ok"
                    """;

    static final String RECIPIENT =
            SENDER
                    + """
                    C: RCPT TO:<c@d>
                       command RCPT "TO:<c@d>"
                    S: 250 ok
                       reply 250 to RCPT "ok"
                    """;

    static final String DATA =
            RECIPIENT
                    + """
                    C: DATA
                       command DATA
                    S: 354 go
                       reply 354 to DATA "go"
                    """;

    static final String QUIT =
            """
            C: QUIT
               command QUIT
            S: 221 bye
               reply 221 to QUIT "bye"
            """;

    private Prelude() {}
}
