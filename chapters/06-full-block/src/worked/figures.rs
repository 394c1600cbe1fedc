use ::figures::Figure;

/// The figures of the chapter, in order.
pub fn figures() -> Vec<Figure> {
    vec![]
}
