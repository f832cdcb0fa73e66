package io.mailtap.loads;

import java.util.List;

/// What texts, names and addresses are made of.
final class Words {
    private static final List<String> WORDS =
            words(
                    """
                    a about after again all also always and any are as ask at away back be
                    because been before best bring but by call can change come could day did do
                    does each even every find first for friend from get give go good great hand
                    has have he help her here him his home how if in into is it its just keep
                    kind know last late leave letter life like line little long look made make
                    man many may me mean meet might more most must my name need never new next
                    no not now number of off old on once one only open or order other our out
                    over own paper part people place plan please point read right said same say
                    see send she should show side small so some soon still such table take tell
                    than thank that the their them then there these they thing think this those
                    time to together too two under until up us use very wait want was water way
                    we week well were what when where which while who why will with word work
                    world would write year yes you your
                    """);

    private static final List<String> NAMES =
            words(
                    """
                    anna bruno clara david elena felix greta hanna ivan julia karl lena marco
                    nina oscar paula quentin rosa stefan tina ugo vera walter xenia yann zoe
                    """);

    /// Reserved for examples (RFC 2606).
    private static final List<String> DOMAINS =
            List.of(
                    "example.com",
                    "example.net",
                    "example.org",
                    "office.example",
                    "post.example",
                    "school.example",
                    "store.example",
                    "press.example");

    private Words() {}

    private static List<String> words(String lines) {
        return List.of(lines.split("\\s+"));
    }

    static String domain(Dice dice) {
        return dice.one(DOMAINS);
    }

    /// {@return the address of one of some 100,000 people}
    static String address(Dice dice) {
        return dice.one(NAMES) + "." + dice.below(500) + "@" + domain(dice);
    }

    /// {@return the name before the number of an address, with a capital letter}
    static String nameOf(String address) {
        return Character.toUpperCase(address.charAt(0))
                + address.substring(1, address.indexOf('.'));
    }

    static String sentence(Dice dice, int least, int most) {
        StringBuilder sentence = new StringBuilder(dice.one(WORDS));
        for (int i = dice.between(least, most); i > 1; i--) {
            sentence.append(' ').append(dice.one(WORDS));
        }
        return sentence.toString();
    }
}
