package io.mailtap.loads;

import static io.mailtap.loads.Setting.LOSS;
import static io.mailtap.loads.Setting.LOST_RETRANS;
import static io.mailtap.loads.Setting.OOO;
import static io.mailtap.loads.Setting.RETRANS;

/// What befalls segments with data between their sender and the capture.
final class Damage {
    /// What befalls one of them.
    enum Fate {
        /// Nothing: as nearly all.
        NONE,
        /// Others overtake it.
        LATE,
        /// It is seen a second time.
        TWICE,
        /// It is lost before the tap, and seen when it is sent again.
        SENT_AGAIN,
        /// It arrives, but the capture lacks it.
        MISSED
    }

    private final double late;
    private final double twice;
    private final double sentAgain;
    private final double missed;
    private final Truth truth;

    Damage(LoadOptions options, Truth truth) {
        late = options.number(OOO);
        twice = late + options.number(RETRANS);
        sentAgain = twice + options.number(LOST_RETRANS);
        missed = sentAgain + options.number(LOSS);
        this.truth = truth;
    }

    /// {@return the fate of a segment, which is counted}
    Fate befall(Dice dice, Route route, int length) {
        double z = missed == 0 ? 1 : dice.fraction();
        if (z >= missed) {
            return Fate.NONE;
        }
        Counts counts = truth.damage();
        if (z < late) {
            counts.add("out_of_order");
            return Fate.LATE;
        }
        if (z < twice) {
            counts.add("retransmitted");
            return Fate.TWICE;
        }
        if (z < sentAgain) {
            counts.add("lost_then_retransmitted");
            return Fate.SENT_AGAIN;
        }
        counts.add("lost");
        counts.add("lost_bytes", length);
        truth.lostIn(route);
        return Fate.MISSED;
    }
}
