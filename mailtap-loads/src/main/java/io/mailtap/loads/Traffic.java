package io.mailtap.loads;

import static io.mailtap.loads.Setting.BACKGROUND;
import static io.mailtap.loads.Setting.BRUTEFORCE;
import static io.mailtap.loads.Setting.CONCURRENCY;
import static io.mailtap.loads.Setting.SMTP_SHARE;

import java.io.IOException;
import java.util.PriorityQueue;

/// Many connections at once, whose packets are taken in the order of time.
///
/// There are as many [Seat]s as connections at a time. When a connection has ended, its seat soon
/// gets another, until the load is large enough; those that are open then go on to their end.
final class Traffic {
    /// In microseconds, as all times here.
    static final long SECOND = 1_000_000;

    /// 2026-01-15, 08:00 UTC.
    static final long START = 1_768_464_000 * SECOND;

    /// How long it takes until all seats are taken, on average.
    private static final double OPENING = 1.5 * SECOND;

    /// How long a seat stays empty, on average.
    private static final double PAUSE = 10_000;

    private final LoadOptions options;
    private final Pools pools;
    private final Truth truth;
    private final Damage damage;
    private final Dice dice;
    private final long wanted;
    private final FrameEncoder encoder = new FrameEncoder();
    private int connections;

    // octets of the capture, those expected of open connections included
    private long mail;
    private long other;

    Traffic(LoadOptions options, Pools pools, Truth truth) {
        this.options = options;
        this.pools = pools;
        this.truth = truth;
        damage = new Damage(options, truth);
        dice = Dice.of(options.seed(), "traffic", 0);
        wanted = options.octets().orElse(Long.MAX_VALUE);
    }

    int connections() {
        return connections;
    }

    void write(PcapWriter out) throws IOException {
        PriorityQueue<Seat> seats = seats();
        while (!seats.isEmpty()) {
            Seat seat = seats.remove();
            if (!seat.isTaken()) {
                if (!wantsMore()) {
                    continue;
                }
                seat.take(begin(seat.due()));
            }
            seat.write(encoder, out);
            if (!seat.isTaken()) {
                seat.wait(dice.exponential() * PAUSE);
            }
            seats.add(seat);
        }
    }

    private PriorityQueue<Seat> seats() {
        PriorityQueue<Seat> seats = new PriorityQueue<>();
        int count = options.count(CONCURRENCY);
        double start = 0;
        for (int i = 0; i < count; i++) {
            seats.add(new Seat(i, START + (long) start));
            start += dice.exponential() * OPENING / count;
        }
        return seats;
    }

    private boolean wantsMore() {
        return connections < options.connections() && mail + other < wanted;
    }

    private Conversation begin(long start) {
        int number = connections++;
        Dice own = Dice.of(options.seed(), "connection", number);
        Scene scene = new Scene(number, start, options, pools, truth, own);
        boolean isMail = other >= options.number(BACKGROUND) * (mail + other + 1);
        Conversation conversation = isMail ? mail(scene) : other(scene);
        if (isMail) {
            mail += conversation.expectedOctets();
        } else {
            other += conversation.expectedOctets();
        }
        return conversation;
    }

    private Conversation mail(Scene scene) {
        boolean isSmtp = scene.chance(SMTP_SHARE);
        Dialogue dialogue;
        if (scene.chance(BRUTEFORCE)) {
            dialogue = isSmtp ? SmtpLogin.guess(scene) : Pop3Login.guess(scene);
        } else {
            dialogue = isSmtp ? SmtpSession.of(scene) : Pop3Session.of(scene);
        }
        return new TcpConnection(dialogue, scene, damage);
    }

    private Conversation other(Scene scene) {
        double kind = scene.dice().fraction();
        if (kind < 0.35) {
            return new UdpExchange(OtherTalk.dns(scene), scene);
        }
        Dialogue dialogue = kind < 0.7 ? OtherTalk.web(scene) : OtherTalk.tls(scene);
        return new TcpConnection(dialogue, scene, damage);
    }
}
