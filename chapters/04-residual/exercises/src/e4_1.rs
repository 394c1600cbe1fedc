//! # 4.1 The sum, by hand
//! ★ · 5 minutes · cargo test -p ex04-residual e4_1
//! Read: chapter 4, "By hand"
//!
//! Another token, x = (3, 1, -2, 5), goes through the page's sublayer
//! f(v) = (v₃, 0, -v₀, 0), whose entries count from 0. Write in what the
//! branch gives, f(x), and what the layer gives, x + f(x).
//!
//! You are done when the verdict says *passed*.

pub fn branch() -> [f32; 4] {
    todo!("f(x)")
}

pub fn output() -> [f32; 4] {
    todo!("x + f(x)")
}
