package io.mailtap.analyzer.host;

import io.mailtap.analyzer.AnalyzerFactory;
import io.mailtap.analyzer.SignatureException;
import io.mailtap.analyzer.detect.Detection;
import io.mailtap.analyzer.detect.DetectionLimits;
import io.mailtap.analyzer.detect.DetectionTarget;
import io.mailtap.analyzer.detect.SignatureFile;
import io.mailtap.analyzer.detect.Signatures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What detection by content needs, once for an engine: the analyzers by name, and the signatures.
public final class Detector {
    private final Map<String, AnalyzerFactory> analyzers;
    private final @Nullable Signatures signatures;
    private final DetectionLimits limits;

    private Detector(
            Map<String, AnalyzerFactory> analyzers,
            @Nullable Signatures signatures,
            DetectionLimits limits) {
        this.analyzers = analyzers;
        this.signatures = signatures;
        this.limits = limits;
    }

    /// {@return a detector}
    ///
    /// @param analyzers those that signatures may enable, by their names
    /// @param own a user's signatures
    /// @param limits the limits
    /// @throws SignatureException where a user's signature asks for what there is not
    public static Detector of(
            List<AnalyzerFactory> analyzers, List<SignatureFile> own, DetectionLimits limits)
            throws SignatureException {
        Map<String, AnalyzerFactory> byName =
                analyzers.stream()
                        .collect(
                                Collectors.toMap(
                                        AnalyzerFactory::name,
                                        factory -> factory,
                                        (first, second) -> first,
                                        LinkedHashMap::new));
        return new Detector(byName, Signatures.withBuiltIn(own, byName.keySet()), limits);
    }

    /// {@return a detector that finds nothing: ports alone decide}
    public static Detector off() {
        return new Detector(Map.of(), null, DetectionLimits.DEFAULT);
    }

    boolean isOn() {
        return signatures != null;
    }

    DetectionLimits limits() {
        return limits;
    }

    @Nullable AnalyzerFactory analyzer(String name) {
        return analyzers.get(name);
    }

    /// Begins detection on a connection, if it is on.
    @Nullable Detection begin(DetectionTarget target) {
        return signatures == null ? null : new Detection(signatures, target);
    }
}
