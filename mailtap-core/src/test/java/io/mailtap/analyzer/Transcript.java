package io.mailtap.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtap.Conversation;
import io.mailtap.Engine;
import io.mailtap.event.AnalyzerEvent.AnalyzerConfirmation;
import io.mailtap.event.AnalyzerEvent.AnalyzerFailure;
import io.mailtap.event.AnalyzerEvent.AnalyzerViolation;
import io.mailtap.event.Event;
import io.mailtap.event.FileEvent;
import io.mailtap.event.MimeEvent;
import io.mailtap.event.MimeEvent.MimeAllHeaders;
import io.mailtap.event.MimeEvent.MimeEntityData;
import io.mailtap.event.MimeEvent.MimeOneHeader;
import io.mailtap.event.MimeEvent.MimeProblem;
import io.mailtap.event.MimeEvent.MimeSegmentData;
import io.mailtap.event.Pop3Event;
import io.mailtap.event.SmtpEvent;
import io.mailtap.event.TlsEvent;
import io.mailtap.event.WeirdEvent;
import io.mailtap.event.X509Event;
import io.mailtap.net.ConnectionId;
import io.mailtap.net.Direction;
import io.mailtap.net.IpAddress;
import io.mailtap.net.TransportProtocol;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// A conversation and the events that it must cause.
///
/// A line of a transcript is one of
///
/// ```
/// C: text       the client (who opened the connection) sends a line; CR LF is added
/// S: text       the server does
/// C= octets     the client sends octets; nothing is added. `S=` for the server
/// C gap 500     500 octets of the client are missing. `S gap` for the server's
/// end           both sides close; without it they do so after the last line
///    event      indented: what the lines above it have caused
/// ```
///
/// Lines of one side with no event between them are one turn. In octets, `%NN` is the octet of that
/// hexadecimal number. Events are written
///
/// ```
/// command MAIL "FROM:<a@b>"        smtp_request, pop3_request: command, arg
/// reply 250 to MAIL "fine"         smtp_reply: code, cmd, msg; `250-` where cont_resp is true
/// response OK "fine"               pop3_reply: cmd, msg
/// data "line"                      smtp_data, pop3_data
/// unexpected C "msg" "detail"      smtp_unexpected, pop3_unexpected; C or S for is_orig
/// starttls                         smtp_starttls, pop3_starttls
/// login succeeded "user" "pass"    pop3_login_success; `login failed` for pop3_login_failure
/// entity begins                    mime_begin_entity
/// header Subject "text"            mime_one_header: original_name, value; name is checked
/// headers 2                        mime_all_headers: how many; that they are those raised is checked
/// segment "text%0d%0a"             mime_segment_data; length is checked
/// entity data "text"               mime_entity_data; length is checked
/// entity ends                      mime_end_entity
/// all data "text"                  mime_all_data; length is checked
/// hash of 4                        mime_content_hash: content_len; hash_value is checked
/// problem "type" "detail"          mime_event
/// weird name "addl" by SOURCE      conn_weird
/// confirmed                        analyzer_confirmation
/// violation "reason" "data"        analyzer_violation
/// ssl_alert true 2 40              events of TLS and certificates: name, and values in order
/// ```
///
/// A last argument that is empty is left out. is_orig is written only where it is not as usual, as
/// in `command EHLO from S`. Weirds, violations and failures always count; which other events do,
/// the kind of transcript says.
///
/// Each transcript is replayed in whole turns, in single octets, and in random cuts that also join
/// turns of one side. Every buffer is overwritten when the engine has taken it.
public final class Transcript {
    private static final int RANDOM_REPLAYS = 6;
    private static final String BEFORE_MAIL =
            """
            S: 220 mx
            C: EHLO c
            S: 250 mx
            C: MAIL FROM:<a@b>
            S: 250 ok
            C: RCPT TO:<c@d>
            S: 250 ok
            """;
    private static final byte OVERWRITTEN = (byte) 0xaa;

    private static final List<Class<? extends Event>> TLS =
            List.of(
                    TlsEvent.class,
                    X509Event.class,
                    FileEvent.FileSniff.class,
                    AnalyzerConfirmation.class);

    private sealed interface Act {
        record Send(Direction from, byte[] octets) implements Act {}

        record Gap(Direction from, int count) implements Act {}

        record End() implements Act {}
    }

    private record Turn(Act act, List<String> expected) {}

    private final int port;
    private final List<Class<? extends Event>> shown = new ArrayList<>();

    private Transcript(int port, List<Class<? extends Event>> shown) {
        this.port = port;
        this.shown.addAll(shown);
        this.shown.add(WeirdEvent.class);
        this.shown.add(AnalyzerViolation.class);
        this.shown.add(AnalyzerFailure.class);
    }

    /// A transcript of SMTP without the events of MIME.
    public static void smtp(String text) {
        new Transcript(25, List.of(SmtpEvent.class)).check(text);
    }

    /// A transcript of SMTP with the events of MIME.
    public static void smtpWithMime(String text) {
        new Transcript(25, List.of(SmtpEvent.class, MimeEvent.class)).check(text);
    }

    /// A transcript of SMTP with the confirmation.
    public static void smtpConfirmed(String text) {
        new Transcript(25, List.of(SmtpEvent.class, AnalyzerConfirmation.class)).check(text);
    }

    /// A transcript of POP3 without the events of MIME.
    public static void pop3(String text) {
        new Transcript(110, List.of(Pop3Event.class)).check(text);
    }

    /// A transcript of POP3 with the events of MIME.
    public static void pop3WithMime(String text) {
        new Transcript(110, List.of(Pop3Event.class, MimeEvent.class)).check(text);
    }

    /// A transcript of POP3 with the confirmation.
    public static void pop3Confirmed(String text) {
        new Transcript(110, List.of(Pop3Event.class, AnalyzerConfirmation.class)).check(text);
    }

    /// A transcript of TLS with all its events, of files only `file_sniff`.
    public static void tls(String text) {
        new Transcript(465, TLS).check(text);
    }

    /// A transcript of SMTP with the events of TLS.
    public static void smtpWithTls(String text) {
        List<Class<? extends Event>> shown = new ArrayList<>(TLS);
        shown.add(SmtpEvent.class);
        new Transcript(25, shown).check(text);
    }

    /// A transcript of POP3 with the events of TLS.
    public static void pop3WithTls(String text) {
        List<Class<? extends Event>> shown = new ArrayList<>(TLS);
        shown.add(Pop3Event.class);
        new Transcript(110, shown).check(text);
    }

    /// {@return the events of a transcript of TLS}
    public static List<String> eventsOfTls(String text) {
        return new Transcript(465, TLS).seen(text);
    }

    /// A transcript that begins within a mail sent with SMTP, after its first `entity begins`, with
    /// the events of MIME.
    public static void mail(String text) {
        new Transcript(25, List.of(MimeEvent.class))
                .check(BEFORE_MAIL + "C: DATA\n   entity begins\nS: 354 go\n" + text);
    }

    /// A transcript that begins within a mail sent with SMTP, with the events of header blocks.
    public static void headersOfMail(String text) {
        partOfMail(text, List.of(MimeOneHeader.class, MimeAllHeaders.class, MimeProblem.class));
    }

    /// A transcript that begins within a mail sent with SMTP, with the events of decoded data.
    public static void segmentsOfMail(String text) {
        partOfMail(text, List.of(MimeSegmentData.class, MimeProblem.class));
    }

    /// A transcript that begins within a mail sent with SMTP, with the data of whole entities.
    public static void entitiesOfMail(String text) {
        partOfMail(text, List.of(MimeEntityData.class, MimeProblem.class));
    }

    private static void partOfMail(String text, List<Class<? extends Event>> shown) {
        new Transcript(25, shown).check(BEFORE_MAIL + "C: DATA\nS: 354 go\n" + text);
    }

    /// {@return the events of a transcript of SMTP, all that count for [#smtpWithMime]}
    public static List<String> eventsOfSmtp(String text) {
        return new Transcript(25, List.of(SmtpEvent.class, MimeEvent.class)).seen(text);
    }

    /// {@return the events of a transcript of POP3, all that count for [#pop3WithMime]}
    public static List<String> eventsOfPop3(String text) {
        return new Transcript(110, List.of(Pop3Event.class, MimeEvent.class)).seen(text);
    }

    private void check(String text) {
        List<Turn> turns = parse(text);
        checkByTurns(turns, Integer.MAX_VALUE, "in whole turns");
        checkByTurns(turns, 1, "in single octets");
        String expected = lines(turns.stream().flatMap(t -> t.expected().stream()).toList());
        for (int seed = 0; seed < RANDOM_REPLAYS; seed++) {
            String message = "in random cuts, seed " + seed;
            assertEquals(expected, lines(replayCut(turns, new Random(seed))), message);
        }
    }

    private List<String> seen(String text) {
        List<Turn> turns = parse(text);
        List<String> whole = new Replay().run(turns, Integer.MAX_VALUE);
        assertEquals(lines(whole), lines(new Replay().run(turns, 1)), "in single octets");
        for (int seed = 0; seed < RANDOM_REPLAYS; seed++) {
            String message = "in random cuts, seed " + seed;
            assertEquals(lines(whole), lines(replayCut(turns, new Random(seed))), message);
        }
        return whole;
    }

    /// Compares transcripts, so that a difference shows where it stands.
    private void checkByTurns(List<Turn> turns, int largest, String message) {
        Replay replay = new Replay();
        StringBuilder expected = new StringBuilder();
        StringBuilder seen = new StringBuilder();
        for (Turn turn : turns) {
            replay.act(turn.act(), largest);
            String said = describe(turn.act());
            expected.append(said).append(lines(turn.expected()));
            seen.append(said).append(lines(replay.take()));
        }
        assertEquals(expected.toString(), seen.toString(), message);
    }

    private List<String> replayCut(List<Turn> turns, Random random) {
        Replay replay = new Replay();
        List<Act> acts = joined(turns.stream().map(Turn::act).toList());
        for (Act act : acts) {
            replay.actInRandomCuts(act, random);
        }
        return replay.take();
    }

    private static List<Act> joined(List<Act> acts) {
        List<Act> joined = new ArrayList<>();
        for (Act act : acts) {
            boolean fits =
                    act instanceof Act.Send send
                            && !joined.isEmpty()
                            && joined.getLast() instanceof Act.Send before
                            && before.from() == send.from();
            joined.add(fits ? join((Act.Send) joined.removeLast(), (Act.Send) act) : act);
        }
        return joined;
    }

    private static Act.Send join(Act.Send first, Act.Send second) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        octets.writeBytes(first.octets());
        octets.writeBytes(second.octets());
        return new Act.Send(first.from(), octets.toByteArray());
    }

    private static String lines(List<String> events) {
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append("   ").append(event).append('\n'));
        return text.toString();
    }

    private static String describe(Act act) {
        return switch (act) {
            case Act.Send(Direction from, byte[] octets) ->
                    side(from)
                            + "= "
                            + Escaped.quoted(io.mailtap.bytes.Bytes.copyOf(octets))
                            + "\n";
            case Act.Gap(Direction from, int count) -> side(from) + " gap " + count + "\n";
            case Act.End() -> "end\n";
        };
    }

    private static String side(Direction from) {
        return from.isOrig() ? "C" : "S";
    }

    private static List<Turn> parse(String text) {
        List<Turn> turns = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith(" ")) {
                turns.getLast().expected().add(line.strip());
                continue;
            }
            Act act = act(line);
            boolean more =
                    !turns.isEmpty()
                            && turns.getLast().expected().isEmpty()
                            && joined(List.of(turns.getLast().act(), act)).size() == 1;
            if (more) {
                act = join((Act.Send) turns.removeLast().act(), (Act.Send) act);
            }
            turns.add(new Turn(act, new ArrayList<>()));
        }
        if (!(turns.getLast().act() instanceof Act.End)) {
            turns.add(new Turn(new Act.End(), new ArrayList<>()));
        }
        return turns;
    }

    private static Act act(String line) {
        if (line.equals("end")) {
            return new Act.End();
        }
        Direction from =
                switch (line.charAt(0)) {
                    case 'C' -> Direction.ORIGINATOR;
                    case 'S' -> Direction.RESPONDER;
                    default -> throw new IllegalArgumentException(line);
                };
        String rest = line.substring(2).stripLeading();
        return switch (line.charAt(1)) {
            case ':' ->
                    new Act.Send(
                            from, Escaped.toOctets(line.replaceFirst("..[ ]?", "") + "%0d%0a"));
            case '=' -> new Act.Send(from, Escaped.toOctets(rest));
            case ' ' -> new Act.Gap(from, Integer.parseInt(rest.replaceFirst("gap ", "")));
            default -> throw new IllegalArgumentException(line);
        };
    }

    /// One engine that is fed once.
    private final class Replay {
        private final Engine engine = Engine.builder().build();
        private final EventText texts = new EventText();
        private final List<String> events = new ArrayList<>();
        private final Conversation conversation;

        Replay() {
            engine.events().on(Event.class, this::on);
            IpAddress client = IpAddress.v4(0x0a000001);
            IpAddress server = IpAddress.v4(0x0a000002);
            ConnectionId id =
                    new ConnectionId(client, 40_000, server, port, TransportProtocol.TCP, 6);
            conversation = engine.conversation(id, 1_000_000_000L);
        }

        private void on(Event event) {
            String text = texts.of(event);
            if (shown.stream().anyMatch(type -> type.isInstance(event))) {
                events.add(text);
            }
        }

        List<String> run(List<Turn> turns, int largest) {
            turns.forEach(turn -> act(turn.act(), largest));
            return take();
        }

        /// {@return the events since the last call}
        List<String> take() {
            List<String> taken = new ArrayList<>(events);
            events.clear();
            return taken;
        }

        void act(Act act, int largest) {
            switch (act) {
                case Act.Send(Direction from, byte[] octets) -> {
                    for (int at = 0; at < octets.length; ) {
                        int end = (int) Math.min(octets.length, (long) at + largest);
                        send(from, Arrays.copyOfRange(octets, at, end));
                        at = end;
                    }
                }
                case Act.Gap(Direction from, int count) -> conversation.gap(from, count);
                case Act.End() -> {
                    conversation.close();
                    engine.close();
                }
            }
        }

        void actInRandomCuts(Act act, Random random) {
            if (!(act instanceof Act.Send(Direction from, byte[] octets))) {
                act(act, 0);
                return;
            }
            int longest = 1 + random.nextInt(octets.length + 20);
            for (int at = 0; at < octets.length; ) {
                int end = Math.min(octets.length, at + 1 + random.nextInt(longest));
                send(from, Arrays.copyOfRange(octets, at, end));
                at = end;
            }
        }

        private void send(Direction from, byte[] octets) {
            if (from.isOrig()) {
                conversation.originator(octets);
            } else {
                conversation.responder(octets);
            }
            Arrays.fill(octets, OVERWRITTEN);
        }
    }
}
