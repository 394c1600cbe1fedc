/// What a mark stands for. A role has one colour through the whole book, its
/// own lines and borders, and its letter in every figure that shows it, so
/// that nobody needs to see colours. What has no role has the text's colour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Role {
    /// The input x.
    X,
    /// The query q.
    Q,
    /// The key k.
    K,
    /// The value v.
    V,
    /// The score s, and the weight a made of it.
    Score,
    /// The output: z of a head, y of what is built of heads.
    Output,
}

impl Role {
    /// The CSS class that gives the colour.
    pub fn class(self) -> &'static str {
        match self {
            Role::X => "x",
            Role::Q => "q",
            Role::K => "k",
            Role::V => "v",
            Role::Score => "score",
            Role::Output => "output",
        }
    }

    /// The dashes and gaps of its lines and borders; nothing where they are
    /// solid.
    pub(crate) fn dashes(self) -> &'static str {
        match self {
            Role::X => "1 3",
            Role::Q | Role::Score => "",
            Role::K => "7 3",
            Role::V => "3 3",
            Role::Output => "9 2 2 2",
        }
    }

    /// How round the corners of its boxes are.
    pub(crate) fn corner(self) -> f64 {
        if self == Role::Score { 0.5 } else { 0.0 }
    }
}
