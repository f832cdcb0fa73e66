package io.mailtap.analyzer.detect;

import io.mailtap.net.Direction;
import java.util.List;
import java.util.Set;

/// One signature, as written. All its conditions must hold for one direction of a connection.
///
/// @param name unique among the signatures loaded
/// @param file where it stands
/// @param line where its name stands
/// @param payloads patterns of the direction's stream
/// @param headers conditions on its packets
/// @param requirements other signatures that must, or must not, have matched
/// @param sizes conditions on the size of the direction's first piece
/// @param tcpStates all must hold
/// @param silence whether the opposite direction must not have said anything yet
/// @param enables names of analyzers, in upper case
/// @param enablesAgain names of analyzers, in upper case, that are given a second chance
/// @param events messages of `signature_match`
record Signature(
        String name,
        String file,
        int line,
        List<Payload> payloads,
        List<HeaderTest> headers,
        List<Requirement> requirements,
        List<SizeTest> sizes,
        Set<TcpState> tcpStates,
        boolean silence,
        List<String> enables,
        List<String> enablesAgain,
        List<String> events) {
    /// {@return whether the signature may match what `from` sends}
    boolean isFor(Direction from) {
        TcpState opposite = from.isOrig() ? TcpState.RESPONDER : TcpState.ORIGINATOR;
        return !tcpStates.contains(opposite) || tcpStates.contains(TcpState.STATELESS);
    }

    /// A pattern.
    ///
    /// @param within the match must end within so many octets; [Integer#MAX_VALUE] for anywhere
    record Payload(Regex regex, int within, int line) {}

    /// Another signature.
    ///
    /// @param reverse whether it is to be looked at in the other direction
    /// @param negated whether it must not have matched
    record Requirement(String name, boolean reverse, boolean negated, int line) {}

    /// A condition on the size of a direction's first piece.
    record SizeTest(Comparison comparison, List<Comparison.Range> list) {}

    /// Words of `tcp-state`.
    enum TcpState {
        /// The direction is the originator's.
        ORIGINATOR,
        /// The direction is the responder's.
        RESPONDER,
        /// Both sides have answered.
        ESTABLISHED,
        /// Always.
        STATELESS
    }
}
