package io.mailtap.analyzer.mime;

import io.mailtap.analyzer.AnalyzerContext;
import io.mailtap.analyzer.Message;
import io.mailtap.analyzer.MessageFactory;
import io.mailtap.net.Direction;

/// Makes the readers of mails.
public final class MimeAnalyzer implements MessageFactory {
    private final MimeLimits limits;
    private final EntityFactory observers;
    private final Workbench bench;

    /// Creates a maker.
    ///
    /// @param limits what each mail may take
    /// @param observers who looks on
    public MimeAnalyzer(MimeLimits limits, EntityFactory observers) {
        this.limits = limits;
        this.observers = observers;
        bench = new Workbench(limits);
    }

    @Override
    public Message begin(AnalyzerContext context, String name, Direction from) {
        return new MimeMessage(context, limits, bench, observers.begin(context, name, from));
    }
}
