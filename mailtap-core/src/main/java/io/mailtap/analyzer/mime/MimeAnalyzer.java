package io.mailtap.analyzer.mime;

import io.mailtap.analyzer.AnalyzerContext;
import io.mailtap.analyzer.Message;
import io.mailtap.analyzer.MessageFactory;
import io.mailtap.net.Direction;

/// Makes the readers of mails.
public final class MimeAnalyzer implements MessageFactory {
    private final MimeLimits limits;
    private final EntityFactory observers;

    /// Creates a maker.
    ///
    /// @param limits what each mail may take
    /// @param observers who looks on
    public MimeAnalyzer(MimeLimits limits, EntityFactory observers) {
        this.limits = limits;
        this.observers = observers;
    }

    @Override
    public Message begin(AnalyzerContext context, String name, Direction from) {
        return new MimeMessage(context, limits, observers.begin(context, name, from));
    }
}
