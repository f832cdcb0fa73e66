package io.mailtap.analyzer.detect;

import io.mailtap.analyzer.detect.Signature.Requirement;
import io.mailtap.analyzer.detect.Signature.SizeTest;
import io.mailtap.analyzer.detect.Signature.TcpState;
import io.mailtap.net.Direction;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A signature among others: what it names has become numbers, and what is the same for all
/// connections has been decided.
final class Rule {
    /// A rule that must, or must not, have fired.
    record Need(int rule, boolean reverse, boolean negated) {}

    final Signature signature;

    /// Its place among the rules.
    final int number;

    /// The numbers of its patterns.
    final int[] patterns;

    final HeaderTest[] headers;
    final SizeTest[] sizes;
    final Need[] needs;

    /// Names of analyzers that there are.
    final String[] enables;

    /// Names of analyzers that there are.
    final String[] enablesAgain;

    /// Whether both sides must have answered.
    final boolean established;

    private final boolean forOriginator;
    private final boolean forResponder;

    /// Creates a rule.
    ///
    /// @param signature as written
    /// @param number its place among the rules
    /// @param patterns the numbers of its patterns
    /// @param numbers the rules' numbers, by name
    /// @param analyzers the names of those that there are
    Rule(
            Signature signature,
            int number,
            int[] patterns,
            Map<String, Integer> numbers,
            Set<String> analyzers) {
        this.signature = signature;
        this.number = number;
        this.patterns = patterns;
        headers =
                signature.headers().stream()
                        .filter(test -> !test.isCertain())
                        .toArray(HeaderTest[]::new);
        sizes = signature.sizes().toArray(SizeTest[]::new);
        needs =
                signature.requirements().stream()
                        .map(need -> need(need, numbers))
                        .toArray(Need[]::new);
        enables = known(signature.enables(), analyzers);
        enablesAgain = known(signature.enablesAgain(), analyzers);
        established =
                signature.tcpStates().contains(TcpState.ESTABLISHED)
                        && !signature.tcpStates().contains(TcpState.STATELESS);
        forOriginator = signature.isFor(Direction.ORIGINATOR);
        forResponder = signature.isFor(Direction.RESPONDER);
    }

    private static Need need(Requirement need, Map<String, Integer> numbers) {
        return new Need(numbers.get(need.name()), need.reverse(), need.negated());
    }

    private static String[] known(List<String> names, Set<String> analyzers) {
        return names.stream().filter(analyzers::contains).toArray(String[]::new);
    }

    /// Whether it does anything by itself: others only are required.
    boolean hasEffect() {
        return enables.length > 0 || enablesAgain.length > 0 || !signature.events().isEmpty();
    }

    boolean isFor(Direction from) {
        return from.isOrig() ? forOriginator : forResponder;
    }
}
