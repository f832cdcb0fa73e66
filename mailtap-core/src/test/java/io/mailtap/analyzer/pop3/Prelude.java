package io.mailtap.analyzer.pop3;

/// Beginnings that many transcripts share.
final class Prelude {
    static final String GREETED =
            """
            S: +OK hi
               response OK "hi"
            """;

    static final String LOGGED_IN =
            GREETED
                    + """
                    C: USER bob
                       command USER "bob"
                    S: +OK
                       response OK
                    C: PASS s3c
                       command PASS "s3c"
                    S: +OK in
                       login succeeded "bob" "s3c"
                       response OK "in"
                    """;

    private Prelude() {}
}
