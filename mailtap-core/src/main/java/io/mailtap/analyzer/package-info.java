/// The contract of a protocol analyzer, and what all analyzers need: lines, messages, ports.
///
/// Octets of a connection come in ([io.mailtap.analyzer.Analyzer]), events go out
/// ([io.mailtap.analyzer.AnalyzerContext]). Analyzers of different protocols meet only through the
/// types here.
@org.jspecify.annotations.NullMarked
package io.mailtap.analyzer;
