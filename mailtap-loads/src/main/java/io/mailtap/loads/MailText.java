package io.mailtap.loads;

import static io.mailtap.loads.Setting.TEXT_MAX;
import static io.mailtap.loads.Setting.TEXT_MEDIAN;
import static io.mailtap.loads.Setting.TEXT_SIGMA;
import static io.mailtap.loads.Text.CRLF;

/// Lines of text, as they are and as DATA and RETR have them: with a dot more where one begins a
/// line (RFC 5321, 4.5.2).
///
/// @param plain whole lines
/// @param stuffed the same octets if no line begins with a dot
record MailText(byte[] plain, byte[] stuffed) {
    private static final int SHORTEST = 20;

    static MailText draw(Dice dice, LoadOptions options) {
        int size =
                dice.lognormal(
                        options.number(TEXT_MEDIAN),
                        options.number(TEXT_SIGMA),
                        SHORTEST,
                        Math.max(SHORTEST, options.count(TEXT_MAX)));
        StringBuilder lines = new StringBuilder(size + 100);
        while (lines.length() < size) {
            lines.append(line(dice)).append(CRLF);
        }
        return of(lines.toString());
    }

    /// {@return a line, at times one that is stuffed, one of a dot alone, or an empty one}
    private static String line(Dice dice) {
        double kind = dice.fraction();
        if (kind < 0.005) {
            return ".";
        }
        if (kind < 0.085) {
            return "";
        }
        String line = Words.sentence(dice, 4, 14);
        return kind < 0.105 ? "." + line : line;
    }

    static MailText of(String lines) {
        String stuffed = lines.replace("\n.", "\n..");
        byte[] plain = Text.ascii(lines);
        if (lines.startsWith(".")) {
            stuffed = "." + stuffed;
        }
        return new MailText(plain, stuffed.equals(lines) ? plain : Text.ascii(stuffed));
    }

    /// {@return a page of HTML, none of whose lines begins with a dot}
    static byte[] page(Dice dice) {
        StringBuilder page = new StringBuilder("<html><body>").append(CRLF);
        for (int i = dice.between(3, 30); i > 0; i--) {
            page.append("<p>").append(Words.sentence(dice, 8, 16)).append("</p>").append(CRLF);
        }
        page.append("<p><a href=\"https://store.example/offer/").append(dice.below(1_000_000));
        page.append("\">more</a></p></body></html>").append(CRLF);
        return Text.ascii(page.toString());
    }
}
