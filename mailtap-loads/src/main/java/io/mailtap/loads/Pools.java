package io.mailtap.loads;

import static io.mailtap.loads.Setting.ATTACH_MAX;
import static io.mailtap.loads.Setting.ATTACH_MEDIAN;
import static io.mailtap.loads.Setting.ATTACH_POOL;
import static io.mailtap.loads.Setting.ATTACH_SHARE;
import static io.mailtap.loads.Setting.ATTACH_SIGMA;
import static io.mailtap.loads.Setting.TEXT_POOL;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What all connections share: large content is taken from here, not made anew.
///
/// @param attachments from the smallest to the largest
record Pools(
        List<MailText> texts,
        List<byte[]> pages,
        List<Attachment> attachments,
        Noise noise,
        byte[] certificate) {
    private static final int PAGES = 64;
    private static final int SMALLEST_ATTACHMENT = 64;

    /// How many draws stand for one attachment.
    private static final int DRAWS = 65;

    static Pools of(LoadOptions options) {
        Dice dice = Dice.of(options.seed(), "pools", 0);
        Noise noise = new Noise(dice);
        return new Pools(
                dice.draw(options.count(TEXT_POOL), each -> MailText.draw(each, options)),
                dice.draw(PAGES, MailText::page),
                attachments(options),
                noise,
                Certificate.make(dice));
    }

    private static List<Attachment> attachments(LoadOptions options) {
        if (options.number(ATTACH_SHARE) == 0) {
            return List.of();
        }
        int[] sizes = sizes(options);
        List<Attachment> attachments = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            Dice dice = Dice.of(options.seed(), "attachment", i);
            attachments.add(new Attachment(i, sizes[i], dice));
        }
        return attachments;
    }

    /// {@return sizes spread like the lognormal distribution, however few they are}
    ///
    /// Of many draws in order, those in the middle of each run of [#DRAWS]: where each attachment
    /// had one draw, the seed would decide whether there is a large one, and with it how large all
    /// mails are.
    private static int[] sizes(LoadOptions options) {
        Dice dice = Dice.of(options.seed(), "sizes", 0);
        int count = options.count(ATTACH_POOL);
        int most = Math.max(SMALLEST_ATTACHMENT, options.count(ATTACH_MAX));
        int[] draws = new int[count * DRAWS];
        Arrays.setAll(
                draws,
                _ ->
                        dice.lognormal(
                                options.number(ATTACH_MEDIAN),
                                options.number(ATTACH_SIGMA),
                                SMALLEST_ATTACHMENT,
                                most));
        Arrays.sort(draws);
        return IntStream.range(0, count).map(i -> draws[i * DRAWS + DRAWS / 2]).toArray();
    }
}
