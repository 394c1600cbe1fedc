/// stub
pub fn figures() {}
