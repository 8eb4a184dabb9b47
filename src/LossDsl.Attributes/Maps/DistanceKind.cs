namespace LossDsl;

/// <summary>
/// Content of a distance map, a function of the distance d. For a foreground pixel, d is the distance to the nearest background pixel; for a background pixel, to the nearest
/// foreground pixel. So d is at least one spacing on either side of the boundary. A mask without a boundary, empty or full, has a map of zeros for every kind.
/// </summary>
public enum DistanceKind
{
    /// <summary>
    /// d, unsigned: edt(foreground) + edt(background), where edt is the Euclidean distance transform. Unit of the spacing.
    /// Hausdorff loss: Karimi and Salcudean 2019, arXiv:1904.10030.
    /// </summary>
    Euclidean,

    /// <summary>
    /// d outside, s - d inside, where s is the smallest spacing of the dimensions with more than one pixel. Positive outside; inside never positive, and 0 where d = s.
    /// Unit of the spacing. Boundary loss: Kervadec et al. 2019, arXiv:1812.07032. The paper has 1 for s; s keeps the sign right for every spacing.
    /// </summary>
    Signed,

    /// <summary>
    /// (max d - d) / (max d - min d), with the extremes of d on the pixel's own side, foreground or background. The map is 1 at the boundary and 0 farthest from it, without unit;
    /// 0 on a side where d is the same everywhere. Distance-map penalty: Caliva et al. 2019, arXiv:1908.03679.
    /// </summary>
    Inverted,

    /// <summary>max d - d, with the largest d of the whole mask: high at the boundary, 0 at the pixel farthest from it. Unit of the spacing.</summary>
    InvertedUnscaled,

    /// <summary>
    /// Distance to the nearest pixel of the contour that <c>ContourMap</c> draws: 0 on the contour, unsigned on both sides. Unit of the spacing.
    /// Shape-aware loss: Al Arif et al. 2017.
    /// </summary>
    ToContour,
}
