/// What was observed: one record per kind of event, and the registry of those who want to know.
///
/// Names, parameters and meaning are Zeek's. Events are grouped by protocol in sealed interfaces,
/// so that a `switch` over [io.mailtap.event.Event] can be exhaustive. Handlers are registered with
/// [io.mailtap.event.Events].
@org.jspecify.annotations.NullMarked
package io.mailtap.event;
