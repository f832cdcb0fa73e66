package io.mailtap.analyzer.host;

/// Who hands an [AnalyzerSlot] its octets.
sealed interface SlotOwner permits Candidates, AnalyzerSlot {
    /// Takes note that the analyzer is sure.
    void onConfirmation();

    /// Takes note that nothing can come of the rest of the stream.
    void onFinish();
}
