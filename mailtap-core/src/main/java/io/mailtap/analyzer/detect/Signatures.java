package io.mailtap.analyzer.detect;

import io.mailtap.analyzer.SignatureException;
import io.mailtap.net.Direction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// All signatures that are looked for together: the rules, and an automaton for each direction.
///
/// Shared by the connections of one engine, hence of one thread.
public final class Signatures {
    private final List<Rule> rules;
    private final int[] within;
    private final Automaton orig;
    private final Automaton resp;
    private final boolean fireAtOnce;
    private final BitSet all = new BitSet();
    private final Map<BitSet, BitSet> fired = new HashMap<>();

    // By rule: the last set that it came to, and the set with it.
    private final BitSet[] lastBefore;
    private final BitSet[] lastAfter;

    private Signatures(List<Rule> rules, int[] within, Automaton orig, Automaton resp) {
        this.rules = rules;
        this.within = within;
        this.orig = orig;
        this.resp = resp;
        fireAtOnce =
                rules.stream().anyMatch(rule -> rule.patterns.length == 0)
                        || !orig.outlook(new Scan()).matched().isEmpty()
                        || !resp.outlook(new Scan()).matched().isEmpty();
        all.set(0, rules.size());
        lastBefore = new BitSet[rules.size()];
        lastAfter = new BitSet[rules.size()];
    }

    /// {@return the signatures that tell mail on any port, and those of users}
    ///
    /// @param own a user's
    /// @param analyzers the names of those that there are, in upper case
    /// @throws SignatureException where a user's signature asks for what there is not
    public static Signatures withBuiltIn(List<SignatureFile> own, Set<String> analyzers)
            throws SignatureException {
        List<SignatureFile> all = new ArrayList<>(List.of(SignatureFile.builtIn("mail.sig")));
        all.addAll(own);
        return of(all, analyzers);
    }

    static Signatures of(List<SignatureFile> files, Set<String> analyzers)
            throws SignatureException {
        Map<String, Signature> byName = new LinkedHashMap<>();
        for (SignatureFile file : files) {
            for (Signature signature : file.signatures()) {
                Signature other = byName.putIfAbsent(signature.name(), signature);
                if (other != null) {
                    throw wrong(signature, "signature " + other.name() + " is there already");
                }
                if (!file.isBuiltIn()) {
                    checkAnalyzers(signature, analyzers);
                }
            }
        }
        for (Signature signature : byName.values()) {
            if (checkNeeds(signature, byName, new HashSet<>(), 0) > DetectionLimits.MOST_REQUIRED) {
                throw wrong(
                        signature,
                        "rests on more than "
                                + DetectionLimits.MOST_REQUIRED
                                + " other signatures");
            }
        }
        return compile(useful(byName, analyzers), analyzers);
    }

    private static SignatureException wrong(Signature signature, String reason) {
        return new SignatureException(signature.file(), signature.line(), reason);
    }

    private static void checkAnalyzers(Signature signature, Set<String> analyzers)
            throws SignatureException {
        for (List<String> names : List.of(signature.enables(), signature.enablesAgain())) {
            for (String name : names) {
                if (!analyzers.contains(name)) {
                    throw wrong(signature, "enable \"" + name + "\": there is no such analyzer");
                }
            }
        }
    }

    /// {@return how many signatures were counted before, and beneath this one, as soon as they are
    /// too many}
    private static int checkNeeds(
            Signature signature, Map<String, Signature> byName, Set<String> above, int before)
            throws SignatureException {
        int count = before;
        if (!above.add(signature.name())) {
            throw wrong(signature, "signature " + signature.name() + " requires itself");
        }
        for (Signature.Requirement need : signature.requirements()) {
            Signature needed = byName.get(need.name());
            if (needed == null) {
                throw new SignatureException(
                        signature.file(), need.line(), "no signature " + need.name());
            }
            count = checkNeeds(needed, byName, above, count + 1);
            if (count > DetectionLimits.MOST_REQUIRED) {
                break;
            }
        }
        above.remove(signature.name());
        return count;
    }

    /// Those that have an effect, and those that they require.
    private static Map<String, Signature> useful(
            Map<String, Signature> byName, Set<String> analyzers) {
        Set<String> wanted = new HashSet<>();
        for (Signature signature : byName.values()) {
            if (!signature.events().isEmpty()
                    || signature.enables().stream().anyMatch(analyzers::contains)
                    || signature.enablesAgain().stream().anyMatch(analyzers::contains)) {
                want(signature, byName, wanted);
            }
        }
        Map<String, Signature> useful = new LinkedHashMap<>(byName);
        useful.keySet().retainAll(wanted);
        return useful;
    }

    private static void want(
            Signature signature, Map<String, Signature> byName, Set<String> wanted) {
        wanted.add(signature.name());
        for (Signature.Requirement need : signature.requirements()) {
            Signature needed = byName.get(need.name());
            if (needed != null && !wanted.contains(need.name())) {
                want(needed, byName, wanted);
            }
        }
    }

    private static Signatures compile(Map<String, Signature> byName, Set<String> analyzers)
            throws SignatureException {
        Map<String, Integer> numbers = new HashMap<>();
        byName.keySet().forEach(name -> numbers.put(name, numbers.size()));
        List<Rule> rules = new ArrayList<>();
        List<Integer> within = new ArrayList<>();
        Nfa orig = new Nfa();
        Nfa resp = new Nfa();
        for (Signature signature : byName.values()) {
            int first = within.size();
            for (Signature.Payload payload : signature.payloads()) {
                int pattern = within.size();
                within.add(payload.within());
                try {
                    if (signature.isFor(Direction.ORIGINATOR)) {
                        orig.add(payload.regex(), pattern);
                    }
                    if (signature.isFor(Direction.RESPONDER)) {
                        resp.add(payload.regex(), pattern);
                    }
                } catch (PatternException e) {
                    throw new SignatureException(
                            signature.file(), payload.line(), "" + e.getMessage());
                }
            }
            int[] patterns = IntStream.range(first, within.size()).toArray();
            rules.add(new Rule(signature, rules.size(), patterns, numbers, analyzers));
        }
        int[] limits = within.stream().mapToInt(Integer::intValue).toArray();
        Automaton ofOrig = automaton(orig, rules, Direction.ORIGINATOR);
        return new Signatures(rules, limits, ofOrig, automaton(resp, rules, Direction.RESPONDER));
    }

    private static Automaton automaton(Nfa nfa, List<Rule> rules, Direction from) {
        return new Automaton(nfa, rules.stream().filter(rule -> rule.isFor(from)).toList());
    }

    /// {@return whether a rule may fire with a direction's first octet, whatever that is}
    boolean mayFireAtOnce() {
        return fireAtOnce;
    }

    Rule rule(int number) {
        return rules.get(number);
    }

    /// {@return the numbers of all rules; not to be changed}
    BitSet all() {
        return all;
    }

    /// {@return the rules that have fired, with one more; not to be changed}
    ///
    /// The same few sets come again and again: they are shared, if there are not too many of them.
    BitSet with(BitSet before, int rule) {
        if (lastBefore[rule] != before) {
            lastBefore[rule] = before;
            lastAfter[rule] = shared(before, rule);
        }
        return lastAfter[rule];
    }

    private BitSet shared(BitSet before, int rule) {
        BitSet set = (BitSet) before.clone();
        set.set(rule);
        BitSet known = fired.get(set);
        if (known == null && fired.size() < DetectionLimits.MOST_STATES) {
            fired.put(set, set);
        }
        return known == null ? set : known;
    }

    Automaton automaton(Direction from) {
        return from.isOrig() ? orig : resp;
    }

    /// {@return the number of octets within which a pattern must have matched}
    int within(int pattern) {
        return within[pattern];
    }
}
