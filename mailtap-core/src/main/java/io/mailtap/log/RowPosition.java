package io.mailtap.log;

/// Where an engine stands in a run that it shares with others: three numbers, compared one after
/// the other.
///
/// The numbers never fall while an engine works, and no two engines are at work in the same
/// position. A live view.
public interface RowPosition {
    /// {@return what is compared first}
    long first();

    /// {@return what is compared where the first is the same}
    long second();

    /// {@return what is compared where both are the same}
    long third();
}
