package io.mailtap.analyzer.mime;

import io.mailtap.analyzer.AnalyzerContext;
import io.mailtap.analyzer.Message;
import io.mailtap.analyzer.MessageFactory;
import io.mailtap.net.Direction;

/// Makes the readers of mails.
public final class MimeAnalyzer implements MessageFactory {
    private final MimeLimits limits;

    /// Creates a maker.
    ///
    /// @param limits what each mail may take
    public MimeAnalyzer(MimeLimits limits) {
        this.limits = limits;
    }

    @Override
    public Message begin(AnalyzerContext context, String name, Direction from) {
        return new MimeMessage(context, limits);
    }
}
