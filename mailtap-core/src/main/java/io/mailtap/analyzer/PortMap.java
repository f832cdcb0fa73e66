package io.mailtap.analyzer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which analyzers are tried on which responder ports.
public final class PortMap {
    private final @Nullable List<AnalyzerFactory>[] byPort = emptyMap();

    /// Creates a map without ports.
    public PortMap() {}

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type has no other way
    private static @Nullable List<AnalyzerFactory>[] emptyMap() {
        return new List[65_536];
    }

    /// Registers a port.
    ///
    /// @param factory makes the analyzer
    /// @param port 0 to 65535
    public void register(AnalyzerFactory factory, int port) {
        List<AnalyzerFactory> before = at(port);
        if (!before.contains(factory)) {
            byPort[port] =
                    java.util.stream.Stream.concat(
                                    before.stream(), java.util.stream.Stream.of(factory))
                            .toList();
        }
    }

    /// Unregisters a port.
    ///
    /// @param factory makes the analyzer
    /// @param port 0 to 65535
    public void unregister(AnalyzerFactory factory, int port) {
        byPort[port] = at(port).stream().filter(other -> other != factory).toList();
    }

    /// {@return the analyzers for a port, in order of registration}
    ///
    /// @param port 0 to 65535
    public List<AnalyzerFactory> at(int port) {
        List<AnalyzerFactory> factories = byPort[port];
        return factories == null ? List.of() : factories;
    }
}
