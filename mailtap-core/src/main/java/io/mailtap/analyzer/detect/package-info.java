/// Tells protocols by what is said, on whatever port: Zeek's dynamic protocol detection.
///
/// A signature file is read by [io.mailtap.analyzer.detect.SignatureParser] and becomes
/// [io.mailtap.analyzer.detect.Signatures]: one [io.mailtap.analyzer.detect.Automaton] for each
/// direction, and the rules over its patterns. A [io.mailtap.analyzer.detect.Detection] takes a
/// connection's octets until nothing can match any more, and says which analyzer to try; what it
/// has recorded until then is replayed to that analyzer. [io.mailtap.analyzer.detect.ProxyPreface]
/// and [io.mailtap.analyzer.detect.TunnelHandshake] find where the conversation itself begins.
@org.jspecify.annotations.NullMarked
package io.mailtap.analyzer.detect;
